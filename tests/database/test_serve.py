"""`tonghop serve` and what other commands meet while it runs, on the embedded database and on a server."""

import signal
from shutil import which

import pytest
from tests.database.offices import PATIENCE, TONGHOP, Office, eventually, is_running


def test_the_office_is_served_until_it_is_told_to_stop(office):
    with office.served() as served:
        server = office.postmaster()
        assert served.status() == 200
        served.process.send_signal(signal.SIGINT)
        assert "Đã đóng văn phòng" in served.process.communicate(timeout=PATIENCE)[0]
        assert served.process.returncode == 0
    assert not is_running(server)


@pytest.mark.skipif(not which("nohup"), reason="máy không có nohup")
def test_an_office_opened_with_nohup_outlives_its_terminal(office):
    with office.served("nohup") as served:
        served.process.send_signal(signal.SIGHUP)
        assert served.status() == 200


def test_a_second_one_on_the_same_data_is_refused_and_told_where_the_first_is(opened):
    office, served = opened
    refused = office.run("serve", "--port", "0")
    assert refused.returncode == 2
    assert served.address in refused.stderr
    assert served.status() == 200


def test_other_commands_use_the_database_that_runs(opened, tmp_path):
    office, served = opened
    server = office.postmaster()
    assert office.run("backup", tmp_path / "sao lưu.zip").returncode == 0
    assert office.postmaster() == server
    assert served.status() == 200


def test_a_port_in_use_is_named(opened):
    office, served = opened
    port = served.address.rstrip("/").rpartition(":")[2]
    refused = office.run("serve", "--port", port)
    assert refused.returncode == 2
    assert port in refused.stderr


def test_the_database_is_started_again_when_something_kills_it(opened):
    office, served = opened
    office.postmaster().kill()
    assert eventually(lambda: served.status() == 200)


def test_a_killed_office_can_be_opened_again(office):
    with office.served() as served:
        served.process.kill()
        served.process.wait()
        with office.served() as again:
            assert again.status() == 200


def test_other_machines_are_let_in_only_by_name(office):
    refused = office.run("serve", "--host", "0.0.0.0", "--port", "0")
    assert refused.returncode == 2
    assert "TONGHOP_HOSTS" in refused.stderr


def test_behind_a_proxy_each_visitor_is_counted_for_himself(office, monkeypatch):
    monkeypatch.setenv("TONGHOP_PROXIES", "1")
    monkeypatch.setenv("TONGHOP_ANONYMOUS_RATE", "1")
    with office.served() as served:
        told = [served.status("api/v1/units", {"X-Forwarded-For": f"10.0.0.{last}"}) for last in (1, 1, 2)]
    assert told == [200, 429, 200]


def test_a_server_is_migrated_by_command_only(on_server):
    office = on_server()
    refused = office.run("serve", "--port", "0")
    assert refused.returncode == 2
    assert "tonghop migrate" in refused.stderr
    assert office.run("migrate").returncode == 0
    with office.served() as served:
        assert served.status() == 200
    assert not (office.data / "postgresql").exists()


@pytest.mark.parametrize("verb", ["migrate", "backup"])
def test_a_server_that_does_not_answer_is_said(tmp_path, verb):
    office = Office(tmp_path, "postgresql://a:b@127.0.0.1:1/c")
    refused = office.run(verb, *([tmp_path / "b.zip"] if verb == "backup" else []))
    assert refused.returncode == 2
    assert "DATABASE_URL" in refused.stderr


def test_reading_and_checking_do_without_django(office, tmp_path):
    (tmp_path / "a.txt").write_text("Toàn xã có 302 hộ.\n", "utf-8")
    program = "import sys; from tonghop.cli import main\ntry: main()\nexcept SystemExit: print('django' in sys.modules)"
    process = office.begin(TONGHOP[0], "-c", program, "check", str(tmp_path / "a.txt"))
    assert process.communicate()[0].endswith("False\n")
