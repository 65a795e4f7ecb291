from official.command import OfficialCommand
from schools.models import OfficialKind


class Command(OfficialCommand):
    help = "Read a file of Ofsted's inspections (.csv, .xlsx, .ods or a .zip of one) and say what it would propose."
    kinds = (OfficialKind.OFSTED,)
