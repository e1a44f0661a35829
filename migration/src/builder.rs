//! How our tables are written down: a table is a list of columns, and every foreign key brings
//! its own index, because a key without one turns each delete and each join into a scan.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

/// A table in the making.
pub struct TableBuilder {
    name: &'static str,
    create: TableCreateStatement,
    indices: Vec<IndexCreateStatement>,
}

/// Starts the table `name`.
pub fn table(name: &'static str) -> TableBuilder {
    TableBuilder { name, create: Table::create().table(name).to_owned(), indices: Vec::new() }
}

impl TableBuilder {
    fn column(mut self, mut column: ColumnDef) -> Self {
        self.create.col(&mut column);
        self
    }

    /// The key `id`: a UUID, version 7 where we make it, so that it sorts by time.
    pub fn id(self) -> Self {
        self.column(ColumnDef::new("id").uuid().not_null().primary_key().to_owned())
    }

    /// A text that is always there.
    pub fn text(self, name: &'static str) -> Self {
        self.column(ColumnDef::new(name).text().not_null().to_owned())
    }

    /// A text that may be absent.
    pub fn text_null(self, name: &'static str) -> Self {
        self.column(ColumnDef::new(name).text().null().to_owned())
    }

    /// A small whole number.
    pub fn int(self, name: &'static str) -> Self {
        self.column(ColumnDef::new(name).integer().not_null().to_owned())
    }

    /// A small whole number that may be absent.
    pub fn int_null(self, name: &'static str) -> Self {
        self.column(ColumnDef::new(name).integer().null().to_owned())
    }

    /// A large whole number; money is one, in fen (分), so that it is exact on both engines.
    pub fn bigint(self, name: &'static str) -> Self {
        self.column(ColumnDef::new(name).big_integer().not_null().to_owned())
    }

    /// A large whole number that may be absent.
    pub fn bigint_null(self, name: &'static str) -> Self {
        self.column(ColumnDef::new(name).big_integer().null().to_owned())
    }

    /// A yes or no.
    pub fn flag(self, name: &'static str) -> Self {
        self.column(ColumnDef::new(name).boolean().not_null().to_owned())
    }

    /// A calendar day (Asia/Shanghai).
    pub fn date(self, name: &'static str) -> Self {
        self.column(ColumnDef::new(name).date().not_null().to_owned())
    }

    /// A calendar day that may be absent.
    pub fn date_null(self, name: &'static str) -> Self {
        self.column(ColumnDef::new(name).date().null().to_owned())
    }

    /// A moment, in UTC.
    pub fn time(self, name: &'static str) -> Self {
        self.column(ColumnDef::new(name).timestamp_with_time_zone().not_null().to_owned())
    }

    /// A moment, in UTC, that may be absent.
    pub fn time_null(self, name: &'static str) -> Self {
        self.column(ColumnDef::new(name).timestamp_with_time_zone().null().to_owned())
    }

    /// A JSON value: short lists of texts that are never searched or joined.
    pub fn json(self, name: &'static str) -> Self {
        self.column(ColumnDef::new(name).json().not_null().to_owned())
    }

    /// A reference to `target.id`, with its index.
    pub fn belongs_to(self, name: &'static str, target: &'static str) -> Self {
        self.column(ColumnDef::new(name).uuid().not_null().to_owned()).reference(name, target)
    }

    /// A reference to `target.id` that may be absent, with its index.
    pub fn may_belong_to(self, name: &'static str, target: &'static str) -> Self {
        self.column(ColumnDef::new(name).uuid().null().to_owned()).reference(name, target)
    }

    /// A UUID that names something without a foreign key: what it names may be gone.
    pub fn uuid_null(self, name: &'static str) -> Self {
        self.column(ColumnDef::new(name).uuid().null().to_owned())
    }

    /// A UUID that names something of any table, and so without a foreign key.
    pub fn uuid(self, name: &'static str) -> Self {
        self.column(ColumnDef::new(name).uuid().not_null().to_owned())
    }

    fn reference(mut self, name: &'static str, target: &'static str) -> Self {
        self.create.foreign_key(ForeignKey::create().from(self.name, name).to(target, "id"));
        self.index(&[name])
    }

    /// A key of several columns: link tables.
    pub fn primary_key(mut self, columns: &[&'static str]) -> Self {
        let mut key = Index::create();
        for column in columns {
            key.col(*column);
        }
        self.create.primary_key(&mut key);
        self
    }

    /// An index over `columns`, in their order.
    pub fn index(mut self, columns: &[&'static str]) -> Self {
        let index = self.index_over(columns);
        self.indices.push(index);
        self
    }

    /// An index over `columns` that refuses a second row with the same values.
    pub fn unique(mut self, columns: &[&'static str]) -> Self {
        let index = self.index_over(columns).unique().to_owned();
        self.indices.push(index);
        self
    }

    fn index_over(&self, columns: &[&'static str]) -> IndexCreateStatement {
        let mut index = Index::create();
        index.name(format!("ix_{}_{}", self.name, columns.join("_"))).table(self.name);
        for column in columns {
            index.col(*column);
        }
        index
    }

    /// Creates the table and its indices.
    pub async fn create(self, manager: &SchemaManager<'_>) -> Result<(), DbErr> {
        manager.create_table(self.create).await?;
        for index in self.indices {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

/// Lets the database itself refuse to change or remove what `tables` hold. The function behind it on
/// PostgreSQL comes with the cases.
pub async fn forbid_changes(manager: &SchemaManager<'_>, tables: &[&str]) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    for table in tables {
        for change in ["UPDATE", "DELETE"] {
            let name = format!("{table}_no_{}", change.to_lowercase());
            let does = match connection.get_database_backend() {
                DbBackend::Postgres => "FOR EACH ROW EXECUTE FUNCTION append_only()".to_owned(),
                _ => format!("BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"),
            };
            let statement = format!("CREATE TRIGGER {name} BEFORE {change} ON {table} {does}");
            connection.execute_unprepared(&statement).await?;
        }
    }
    Ok(())
}

/// Deletes from `table`, which is append-only, the rows for which `condition` holds: for a step back alone, whose version
/// would not understand them.
pub async fn delete_in_spite(manager: &SchemaManager<'_>, table: &str, condition: &str) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    let (on_table, does) = match connection.get_database_backend() {
        DbBackend::Postgres => {
            (format!(" ON {table}"), "FOR EACH ROW EXECUTE FUNCTION append_only()".to_owned())
        }
        _ => (String::new(), format!("BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END")),
    };
    for statement in [
        format!("DROP TRIGGER {table}_no_delete{on_table}"),
        format!("DELETE FROM {table} WHERE {condition}"),
        format!("CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {does}"),
    ] {
        connection.execute_unprepared(&statement).await?;
    }
    Ok(())
}

/// Drops `tables`, in their order.
pub async fn drop_tables(manager: &SchemaManager<'_>, tables: &[&'static str]) -> Result<(), DbErr> {
    for table in tables {
        manager.drop_table(Table::drop().table(*table).to_owned()).await?;
    }
    Ok(())
}

/// The key of the row `number` of what a migration seeds, as the engine writes it.
pub fn seeded_id(manager: &SchemaManager<'_>, number: u32) -> String {
    match manager.get_connection().get_database_backend() {
        DbBackend::Postgres => format!("'00000000-0000-8000-8000-{number:012x}'"),
        _ => format!("X'00000000000080008000{number:012x}'"),
    }
}
