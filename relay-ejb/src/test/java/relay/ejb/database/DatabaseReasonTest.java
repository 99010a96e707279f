package relay.ejb.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseReasonTest {
  @Test
  void shouldTellWhyABatchFailedWithoutItsValues() {
    var batch =
        new BatchUpdateException(
            "Batch entry 0 insert into suppression values ('bob@example.org') was aborted",
            "22021",
            new int[0]);
    batch.setNextException(
        new SQLException("ERROR: invalid byte sequence: 0x00\n  Where: bob@example.org", "22021"));

    assertThat(Database.reason(batch))
        .isEqualTo("the database refused a value: ERROR: invalid byte sequence: 0x00");
  }

  @Test
  void shouldSayThatADatabaseIsAway() {
    assertThat(Database.reason(new SQLException("Connection refused", "08001")))
        .isEqualTo("the database did not answer: Connection refused");
  }

  @Test
  void shouldNotTellWhatStandsBehindTheUrl(@TempDir Path folder) {
    var away =
        new Database(
            TestDatabases.settings("jdbc:postgresql://127.0.0.1:1/mail?user=u&password=secret"),
            folder);

    assertThat(away.open()).isFalse();

    assertThat(away.trouble().orElseThrow())
        .contains("the database jdbc:postgresql://127.0.0.1:1/mail cannot be opened")
        .doesNotContain("secret");
  }
}
