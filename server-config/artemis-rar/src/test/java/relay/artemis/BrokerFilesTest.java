package relay.artemis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.FileDeploymentManager;
import org.apache.activemq.artemis.core.config.ha.SharedStoreBackupPolicyConfiguration;
import org.apache.activemq.artemis.core.config.ha.SharedStorePrimaryPolicyConfiguration;
import org.apache.activemq.artemis.core.config.impl.FileConfiguration;
import org.apache.activemq.artemis.core.security.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.queue.BrokerSettings;
import relay.domain.settings.Settings;

/** The files for brokers outside say what the relay sets at the one inside of it. */
class BrokerFilesTest {
  private static final String PRIMARY = "broker-primary.xml";
  private static final String BACKUP = "broker-backup.xml";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {PRIMARY, BACKUP})
  void shouldLimitEveryQueueAsTheBrokerInsideDoes(String file) throws Exception {
    Configuration outside = read(file);
    Configuration inside = inside();

    assertThat(texts(outside.getAddressSettings())).isEqualTo(texts(inside.getAddressSettings()));
    assertThat(outside.getGlobalMaxSize()).isEqualTo(inside.getGlobalMaxSize());
    assertThat(outside.getMinDiskFree()).isEqualTo(inside.getMinDiskFree());
    assertThat(outside.getIDCacheSize()).isEqualTo(inside.getIDCacheSize());
  }

  @ParameterizedTest
  @ValueSource(strings = {PRIMARY, BACKUP})
  void shouldHaveEveryQueueBeforeTheFirstMail(String file) throws Exception {
    assertThat(queues(read(file))).isEqualTo(queues(inside()));
  }

  @ParameterizedTest
  @ValueSource(strings = {PRIMARY, BACKUP})
  void shouldSyncEveryCommitToDisk(String file) throws Exception {
    Configuration outside = read(file);

    assertThat(outside.isPersistenceEnabled()).isTrue();
    assertThat(outside.isJournalSyncTransactional()).isTrue();
    assertThat(outside.isJournalSyncNonTransactional()).isTrue();
    assertThat(outside.isJournalDatasync()).isTrue();
    assertThat(outside.isPersistIDCache()).isTrue();
    assertThat(outside.getJournalBufferTimeout_NIO())
        .isEqualTo(inside().getJournalBufferTimeout_NIO());
    assertThat(outside.getJournalCompactMinFiles()).isEqualTo(inside().getJournalCompactMinFiles());
  }

  @ParameterizedTest
  @ValueSource(strings = {PRIMARY, BACKUP})
  void shouldLetApplicationsHandInMailAndHearOfItAndDoNothingElse(String file) throws Exception {
    Configuration outside = read(file);

    assertThat(outside.isSecurityEnabled()).isTrue();
    assertThat(senders(outside, "#")).containsExactly("relay");
    for (String taken : List.of("relay.submission", "relay.automation.events")) {
      assertThat(senders(outside, taken)).containsExactlyInAnyOrder("relay", "producers");
      assertThat(readers(outside, taken)).containsExactly("relay");
    }
    for (String told : List.of("relay.events", "relay.feedback.events")) {
      assertThat(senders(outside, told)).containsExactly("relay");
    }
    assertThat(readers(outside, "#")).containsExactly("relay");
    assertThat(readers(outside, "relay.events")).contains("producers");
  }

  @Test
  void shouldBeAPairOverOneStore() throws Exception {
    Configuration primary = read(PRIMARY);
    Configuration backup = read(BACKUP);

    assertThat(primary.getHAPolicyConfiguration())
        .isInstanceOf(SharedStorePrimaryPolicyConfiguration.class);
    assertThat(backup.getHAPolicyConfiguration())
        .isInstanceOf(SharedStoreBackupPolicyConfiguration.class);
    assertThat(backup.getJournalDirectory()).isEqualTo(primary.getJournalDirectory());
    assertThat(address(primary, "other")).isEqualTo(address(backup, "self"));
    assertThat(address(backup, "other")).isEqualTo(address(primary, "self"));
  }

  private static String address(Configuration broker, String connector) {
    Map<String, Object> parameters = broker.getConnectorConfigurations().get(connector).getParams();
    return parameters.get("host") + ":" + parameters.get("port");
  }

  private static Set<String> senders(Configuration broker, String match) {
    return roles(broker, match).stream()
        .filter(Role::isSend)
        .map(Role::getName)
        .collect(Collectors.toSet());
  }

  private static Set<String> readers(Configuration broker, String match) {
    return roles(broker, match).stream()
        .filter(Role::isConsume)
        .map(Role::getName)
        .collect(Collectors.toSet());
  }

  private static Set<Role> roles(Configuration broker, String match) {
    return broker.getSecurityRoles().get(match);
  }

  private static Map<String, String> texts(Map<String, ?> settings) {
    Map<String, String> texts = new TreeMap<>();
    settings.forEach((match, value) -> texts.put(match, String.valueOf(value)));
    return texts;
  }

  private static Map<String, String> queues(Configuration broker) {
    Map<String, String> queues = new TreeMap<>();
    for (CoreAddressConfiguration address : broker.getAddressConfigurations()) {
      queues.put(
          address.getName(),
          address.getRoutingTypes()
              + " "
              + address.getQueueConfigs().stream().map(q -> q.getName().toString()).toList());
    }
    return queues;
  }

  private Configuration inside() throws Exception {
    return BrokerConfiguration.of(
        BrokerSettings.from(Settings.of(BrokerSettings.ALL, Map.of(), Map.of())), folder);
  }

  private static Configuration read(String file) throws Exception {
    FileConfiguration configuration = new FileConfiguration();
    var files = new FileDeploymentManager(Path.of("../artemis", file).toUri().toString());
    files.addDeployable(configuration);
    files.readConfiguration();
    return configuration;
  }
}
