from lists.doors import doors
from membership.views import AGREEMENTS, RENEWALS

urlpatterns = [*doors(AGREEMENTS, "agreements/"), *doors(RENEWALS, "renewals/")]
