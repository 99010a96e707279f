package relay.ejb.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.lease.LeaseFixture;
import relay.domain.lease.Slices;
import relay.domain.mail.Lane;
import relay.domain.settings.Settings;
import relay.domain.traffic.TrafficControl;
import relay.domain.traffic.TrafficSettings;
import relay.ejb.database.BuiltInDatabase;
import relay.ejb.database.Database;
import relay.ejb.database.TestDatabases;

class LeaseKeepingTest implements LeaseKeepingContract {
  @RegisterExtension final BuiltInDatabase builtIn = new BuiltInDatabase();

  @Override
  public Database database() {
    return builtIn.database();
  }

  @Override
  public Database another() {
    return builtIn.database();
  }

  @Test
  void shouldAskNothingWhereTheDatabaseIsOfOneNode(@TempDir Path folder) {
    var traffic =
        new TrafficControl(
            () -> TrafficSettings.from(Settings.of(TrafficSettings.ALL, Map.of(), Map.of())),
            Map.of(Lane.BULK, 8));
    var neverOpened = new Database(TestDatabases.settings(""), folder.resolve("never"));
    var keeping =
        new LeaseKeeping(
            neverOpened,
            new NodeId("a", "a.example"),
            Slices.alone(),
            traffic,
            LeaseFixture::settings,
            InstantSource.system(),
            System::nanoTime);

    assertThat(keeping.round()).isTrue();
    keeping.leave();

    assertThat(neverOpened.trouble()).contains("the database was not opened yet");
  }

  @Test
  void shouldBeTheSameNodeAfterARestart(@TempDir Path folder) throws IOException {
    NodeId made = NodeId.of(folder.resolve("data"), "mx.example", new Random(1));

    assertThat(made.value()).matches("[0-9a-f]{16}");
    assertThat(NodeId.of(folder.resolve("data"), "other.example", new Random(2)))
        .isEqualTo(new NodeId(made.value(), "other.example"));
    Files.writeString(folder.resolve("data").resolve("node-id"), "../../broken\n");
    assertThat(NodeId.of(folder.resolve("data"), "mx.example", new Random(3)).value())
        .matches("[0-9a-f]{16}")
        .isNotEqualTo(made.value());
  }
}
