package relay.ejb.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTest {
  @TempDir Path folder;

  @Test
  void shouldCatchUpOnAMigrationWithALowerNumberThatCameLater() {
    try (var database = new Database(TestDatabases.settings(""), folder)) {
      assertThat(database.open()).isTrue();
      database.inTransaction(SchemaTest::forgetTheFourth);
    }

    try (var again = new Database(TestDatabases.settings(""), folder)) {
      assertThat(again.open()).as(() -> String.valueOf(again.trouble())).isTrue();

      assertThat(again.<Boolean>inTransaction(SchemaTest::hasReasons)).isTrue();
    }
  }

  /** As in a database made by a version that did not have it, but later ones. */
  private static boolean forgetTheFourth(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("alter table recipient drop column reason");
      return statement.executeUpdate("delete from schema_history where version = '4'") == 1;
    }
  }

  private static boolean hasReasons(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select reason from recipient")) {
      return !row.next();
    }
  }
}
