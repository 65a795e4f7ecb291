from official.command import OfficialCommand
from schools.models import OfficialKind


class Command(OfficialCommand):
    help = "Read a GIAS extract or its links (.csv, .xlsx, .ods or a .zip of one) and say what it would propose."
    kinds = (OfficialKind.GIAS, OfficialKind.GIAS_LINKS)
