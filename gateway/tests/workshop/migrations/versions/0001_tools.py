from alembic import op

from crm_kit.migrations import index_search, kit_tables, protect, runtime_role

revision = "0001"
down_revision = None


def upgrade() -> None:
    kit_tables()
    op.execute("""
        CREATE TABLE tools (
          id uuid PRIMARY KEY, tenant_id uuid NOT NULL, name varchar(200) NOT NULL, status varchar(20) NOT NULL,
          weight numeric(18,6),
          price_value numeric(18,6), price_currency varchar(3), bought_on date, owner_id uuid NOT NULL,
          team_path varchar(200) COLLATE "C" NOT NULL, search_text text NOT NULL, version integer NOT NULL,
          created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL, created_by uuid NOT NULL, deleted_at timestamptz)
    """)
    protect("tools")
    index_search("tools")
    op.execute("CREATE TABLE tokens (token text PRIMARY KEY, content jsonb NOT NULL)")
    op.execute("CREATE TABLE resolutions (token text NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp())")
    op.execute(f'GRANT SELECT, INSERT, DELETE ON tokens, resolutions TO "{runtime_role()}"')
