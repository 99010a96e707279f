package relay.ejb.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import relay.domain.view.MessageQuery;
import relay.domain.view.ViewUnavailable;
import relay.ejb.database.Database;
import relay.ejb.database.PostgresDatabase;

class PostgresMessageViewTest
    implements MessageViewContract, ErasedRowsContract, CampaignViewContract {
  @RegisterExtension
  static final PostgresDatabase POSTGRES =
      PostgresDatabase.emptyingTables("message, recipient, follower");

  @Override
  public Database database() {
    return POSTGRES.database();
  }

  @Test
  void shouldComeBackWhenTheServerWasGone() throws IOException {
    var view = new DatabaseMessageView(database());
    view.find(MessageQuery.ALL);

    POSTGRES.stopServer();
    assertThatThrownBy(() -> view.find(MessageQuery.ALL)).isInstanceOf(ViewUnavailable.class);
    assertThat(database().open()).isFalse();
    POSTGRES.startServer();

    assertThat(database().open()).isTrue();
    assertThat(view.find(MessageQuery.ALL).messages()).isEmpty();
  }
}
