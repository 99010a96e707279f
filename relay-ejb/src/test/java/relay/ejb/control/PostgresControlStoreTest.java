package relay.ejb.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.control.ControlChange.Create;
import relay.domain.control.ControlUnavailable;
import relay.ejb.database.Database;
import relay.ejb.database.PostgresDatabase;

class PostgresControlStoreTest implements ControlStoreContract, SeriesNodesContract {
  @RegisterExtension
  static final PostgresDatabase POSTGRES = PostgresDatabase.emptiedBy(ControlStoreContract::empty);

  @TempDir Path folder;

  @Test
  void shouldKeepWhatWasKnownWhileTheServerIsGone() throws Exception {
    Node here = node("here");
    here.store.apply(new Create(ACME), ALICE);

    POSTGRES.stopServer();
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> here.store.apply(List.of(new Create(RECEIPTS)), ALICE))
        .isInstanceOf(ControlUnavailable.class);
    assertThat(here.watch.look()).isFalse();
    assertThat(here.state().find(ACME.key())).isPresent();
    POSTGRES.startServer();

    assertThat(here.watch.look()).isTrue();
    assertThat(here.state().find(ACME.key())).isPresent();
  }

  @Override
  public Database database() {
    return POSTGRES.database();
  }

  @Override
  public Path folder() {
    return folder;
  }
}
