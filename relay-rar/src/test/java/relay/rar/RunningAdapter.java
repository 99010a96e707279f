package relay.rar;

import jakarta.resource.ResourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import relay.acceptance.TemporaryFolder;
import relay.domain.authentication.TokenCheck;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.reception.AccountSettings;
import relay.domain.reception.Accounts;
import relay.domain.reception.ConfiguredAccounts;
import relay.domain.reception.LoginDesk;
import relay.domain.reception.LoginOffer;
import relay.domain.reception.OpenedAddresses;
import relay.domain.reception.ReceptionPolicy;
import relay.domain.reception.ReceptionSettings;
import relay.domain.reception.ReceptionSettingsFixture;
import relay.rar.listener.Listeners;

/** The adapter with its listeners on free ports, in a folder of its own. */
final class RunningAdapter implements AutoCloseable {
  final FakeApplication application = new FakeApplication();
  final FakeContainer container = new FakeContainer(application);
  final Path data;
  private final SmtpResourceAdapter adapter;
  private final SmtpActivationSpec spec = new SmtpActivationSpec();

  /** Settings as texts; a listener that is named gets a free port. */
  static RunningAdapter with(String... keysAndValues) {
    Map<String, String> texts = new HashMap<>();
    texts.put("node.host-name", "relay.test");
    texts.put("smtp.error-delay", "0s");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      texts.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    Map<String, String> ports = new HashMap<>();
    for (String key : texts.keySet()) {
      if (key.startsWith("listener.")) {
        ports.put("listener." + key.split("\\.")[1] + ".port", "0");
      }
    }
    if (ports.isEmpty()) {
      ports.put("listener.submission.port", "0");
    }
    ports.forEach(texts::putIfAbsent);
    try {
      return new RunningAdapter(texts);
    } catch (IOException | ResourceException e) {
      throw new AssertionError(e);
    }
  }

  RunningAdapter(Map<String, String> texts) throws IOException, ResourceException {
    data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "adapter");
    Map<String, String> smtp = new HashMap<>(texts);
    smtp.keySet().removeIf(key -> key.startsWith("reception."));
    RelayConfiguration configuration =
        RelayConfiguration.of(smtp, Map.of("RELAY_DATA", data.toString()));
    application.policy =
        new ReceptionPolicy(
                reception(texts),
                Set.copyOf(configuration.smtp().loopbackListeners()),
                offer(configuration))
            .with(
                new OpenedAddresses(
                    configuration.pop().openFor(),
                    configuration.pop().entriesMax(),
                    configuration.pop()::mayOpen));
    adapter = new SmtpResourceAdapter(() -> configuration);
    adapter.start(container);
    adapter.endpointActivation(container, spec);
  }

  private LoginOffer offer(RelayConfiguration configuration) {
    AccountSettings settings = configuration.accounts();
    TokenCheck tokens = new TokenCheck(configuration.tokens(), (i, k) -> application.keys);
    if (settings.users().isEmpty()) {
      return LoginOffer.PASSWORDS;
    }
    Accounts accounts = new ConfiguredAccounts(settings.users());
    application.desk =
        new LoginDesk(
            accounts, settings, new Semaphore(2), new byte[32], tokens, new SecureRandom());
    return new LoginOffer(
        Set.copyOf(settings.mechanisms()),
        accounts,
        tokens,
        Set.copyOf(settings.channelBindings()));
  }

  private static ReceptionSettings reception(Map<String, String> texts) {
    var settings = ReceptionSettingsFixture.settings();
    texts.forEach(
        (key, value) -> {
          if (key.startsWith("reception.")) {
            settings.with(key.substring("reception.".length()), value);
          }
        });
    return settings.build();
  }

  Listeners listeners() {
    return adapter.listeners(container, spec);
  }

  int port() {
    return listeners().port("submission");
  }

  int port(String listener) {
    return listeners().port(listener);
  }

  int popPort() {
    return adapter.pop(container, spec).port();
  }

  /** A talk with the POP3 listener; it has no replies of several lines that {@code hear} knows. */
  Talk popTalk() throws IOException {
    return new Talk(popPort());
  }

  Talk talk() throws IOException {
    return talk("submission");
  }

  Talk talk(String listener) throws IOException {
    return new Talk(port(listener));
  }

  void deactivate() {
    adapter.endpointDeactivation(container, spec);
  }

  @Override
  public void close() throws IOException {
    adapter.stop();
    container.stop();
    TemporaryFolder.delete(data);
  }
}
