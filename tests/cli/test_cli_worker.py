"""`tonghop worker`, as the office of a server runs it beside what it serves."""

import signal
import subprocess
import sys

import pytest
from tests.intake import town
from tests.intake.test_background import arrival, read

COMMAND = "import sys; from tonghop.cli.program import main; sys.argv[1:] = ['worker']; sys.exit(main())"


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("database_url")
def test_a_document_that_waits_is_read_and_the_worker_stops_when_told():
    town.build()
    waiting = arrival()
    with subprocess.Popen([sys.executable, "-c", COMMAND], stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout
        assert "Ctrl-C" in worker.stdout.readline()
        assert read(waiting)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(60) == 0
    assert waiting.tally["facts"] == 1
