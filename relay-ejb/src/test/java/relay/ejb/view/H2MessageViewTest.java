package relay.ejb.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.view.DatabaseSettings;
import relay.domain.view.MessageQuery;
import relay.domain.view.ViewUnavailable;
import relay.ejb.database.Database;

class H2MessageViewTest implements MessageViewContract, ErasedRowsContract, CampaignViewContract {
  @TempDir Path folder;
  private Database database;

  @BeforeEach
  void open() {
    database = new Database(settings(""), folder);
    assertThat(database.open()).isTrue();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  public Database database() {
    return database;
  }

  @Test
  void shouldKeepEverythingOverARestart() {
    var mail = MailStory.aMail(1).received("alice@a.example", "bob@b.example");
    var fold = new relay.domain.view.MessageFold();
    mail.tellTo(fold);
    new ViewWriter(database, "n", 4000).write(fold.changes(), "1:5");
    database.close();

    database = new Database(settings(""), folder);
    database.open();

    assertThat(new DatabaseMessageView(database).find(MessageQuery.ALL).messages()).hasSize(1);
  }

  @Test
  void shouldSayWhyWhenTheDatabaseCannotBeOpened() {
    var unreachable = new Database(settings("jdbc:postgresql://127.0.0.1:1/relay"), folder);

    assertThat(unreachable.open()).isFalse();

    assertThat(unreachable.trouble().orElseThrow()).contains("127.0.0.1:1");
    assertThatThrownBy(() -> new DatabaseMessageView(unreachable).find(MessageQuery.ALL))
        .isInstanceOf(ViewUnavailable.class);
  }

  static DatabaseSettings settings(String url) {
    return new DatabaseSettings(
        url, "relay", "", 4, Duration.ofMillis(50), 1000, Duration.ofMillis(200), 4000);
  }
}
