package relay.ejb.openid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.acceptance.IssuerServer;
import relay.domain.administration.ObjectDesks;
import relay.domain.audit.AuditEntry;
import relay.domain.audit.InMemoryAuditLog;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.control.InMemoryControlStore;
import relay.domain.journal.EventField;
import relay.domain.journal.MailEvent;
import relay.domain.openid.FakeIssuer;
import relay.domain.openid.OpenIdDoor;
import relay.ejb.user.UserDoors;

/** The door with a real issuer behind real connections. */
class HttpOpenIdProviderTest {
  @TempDir Path folder;
  private final InMemoryAuditLog audit = new InMemoryAuditLog();
  private final List<MailEvent> written = new ArrayList<>();
  private IssuerServer server;

  @BeforeEach
  void start() throws IOException {
    server = IssuerServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldLetInByTheWordOfTheIssuerAndAuditIt() {
    NodeOpenIdDoor door = door(Map.of("oidc.client-secret", IssuerServer.SECRET));

    OpenIdDoor.Outcome outcome = logIn(door);

    assertThat(outcome).isInstanceOf(OpenIdDoor.Outcome.Opened.class);
    var session = ((OpenIdDoor.Outcome.Opened) outcome).session();
    assertThat(session.identity().name()).isEqualTo("oidc:alice@example.com");
    assertThat(door.users.session(session.token())).contains(session);
    assertThat(audit.from(0, 9))
        .extracting(AuditEntry::event)
        .extracting(e -> e.actor().name() + " " + e.action() + " " + e.after())
        .containsExactly("oidc:alice@example.com login word of " + issuerName());
  }

  @Test
  void shouldReadTheSecretFromItsFileAtEachLogin() throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), "old one\n");
    NodeOpenIdDoor door = door(Map.of("oidc.client-secret-file", file.toString()));
    assertThat(logIn(door)).isInstanceOf(OpenIdDoor.Outcome.Denied.class);

    Files.writeString(file, IssuerServer.SECRET + "\n");

    assertThat(logIn(door)).isInstanceOf(OpenIdDoor.Outcome.Opened.class);
  }

  @Test
  void shouldTellTheJournalWhyNobodyWasLetIn() {
    NodeOpenIdDoor door = door(Map.of("oidc.client-secret", IssuerServer.SECRET));
    server.issuer().setClaims(Map.of("groups", "[]"));

    OpenIdDoor.Outcome outcome = logIn(door);

    assertThat(((OpenIdDoor.Outcome.Denied) outcome).why()).contains("gives you a role");
    assertThat(written.get(0).details())
        .containsEntry(EventField.USER, "oidc:alice@example.com")
        .containsEntry(EventField.MECHANISM, "oidc")
        .containsEntry(EventField.REASON, "no-role");
  }

  @Test
  void shouldAskToComeBackWhenTheIssuerIsGone() {
    NodeOpenIdDoor door = door(Map.of("oidc.client-secret", IssuerServer.SECRET));
    OpenIdDoor.Begun begun = door.begin().orElseThrow();
    URI back = server.issuer().login(begun.location());

    server.close();

    assertThat(door.finish(returned(begun, back), InetAddress.getLoopbackAddress()))
        .isInstanceOf(OpenIdDoor.Outcome.Unavailable.class);
    assertThat(door(Map.of()).begin()).isEmpty();
  }

  @Test
  void shouldLeaveTheDoorShutWithoutAnIssuer() {
    NodeOpenIdDoor door = opened(new HashMap<>());

    assertThat(door.isOn()).isFalse();
    assertThat(door.begin()).isEmpty();
  }

  private OpenIdDoor.Outcome logIn(NodeOpenIdDoor door) {
    OpenIdDoor.Begun begun = door.begin().orElseThrow();
    URI back = server.issuer().login(begun.location());
    return door.finish(returned(begun, back), InetAddress.getLoopbackAddress());
  }

  private static OpenIdDoor.Return returned(OpenIdDoor.Begun begun, URI back) {
    Map<String, String> query = FakeIssuer.fields(back.getRawQuery());
    return new OpenIdDoor.Return(
        begun.cookie(), query.get("state"), query.get("code"), Optional.of(query.get("iss")));
  }

  private String issuerName() {
    return server.issuer().settings(Map.of()).get("oidc.issuer");
  }

  private NodeOpenIdDoor door(Map<String, String> more) {
    return opened(server.issuer().settings(more));
  }

  private NodeOpenIdDoor opened(Map<String, String> settings) {
    var door = new NodeOpenIdDoor();
    door.configuration = RelayConfiguration.of(settings, Map.of());
    door.vault = ObjectDesks.VAULT;
    door.users = UserDoors.over(new InMemoryControlStore(), audit);
    door.journal = UserDoors.journal(written);
    door.clock = InstantSource.system();
    door.open();
    return door;
  }
}
