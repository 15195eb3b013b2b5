import pytest
from drf_spectacular.generators import SchemaGenerator


@pytest.fixture(scope="session")
def operations(django_db_setup, django_db_blocker):
    """Every operation of the API by its id, out of the document the front end is made from."""
    with django_db_blocker.unblock():
        document = SchemaGenerator().get_schema(request=None, public=True)
    return {
        operation["operationId"]: {**operation, "path": path, "method": method}
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }
