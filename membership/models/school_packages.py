"""What each school has taken and pays in a year, counted by the database."""

from django.db import models

from membership.models.packages import Package
from schools.models import School, SchoolRows
from thep.years import AcademicYearField


class SchoolPackage(models.Model):
    """A school's service-level agreements of a year, read from a view: one row where there is any.

    `package` is the one that it had last. `paid` is its share of the fees agreed: a fee for n schools is divided
    equally, in whole pence, so that the shares of all are the fee.
    """

    school = models.ForeignKey(School, models.DO_NOTHING, related_name="packages_by_year")
    year = AcademicYearField()
    package = models.ForeignKey(Package, models.DO_NOTHING, related_name="+")
    paid = models.DecimalField(max_digits=12, decimal_places=2)

    objects = SchoolRows.as_manager()

    class Meta:
        managed = False
        db_table = "membership_schoolpackage"

    def __str__(self) -> str:
        return f"{self.school}, {self.year}: {self.package}"
