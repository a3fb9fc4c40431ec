from tools import stamps


def test_a_step_is_done_again_when_what_it_was_made_from_changes(tmp_path):
    lock, stamp = tmp_path / "requirements.txt", tmp_path / "made" / "stamp"
    lock.write_text("one==1")
    assert not stamps.is_current(stamp, lock)
    stamps.write(stamp, lock)
    assert stamps.is_current(stamp, lock)
    lock.write_text("one==2")
    assert not stamps.is_current(stamp, lock)
