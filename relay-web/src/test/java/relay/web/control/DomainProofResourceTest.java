package relay.web.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.administration.ObjectDesks;
import relay.domain.audit.Actor;
import relay.domain.control.ControlChange;
import relay.domain.control.InMemoryControlStore;
import relay.domain.mail.DomainName;
import relay.domain.onboarding.DomainOnboarding;
import relay.domain.rotation.KeyRotation;
import relay.domain.rotation.Rotations;
import relay.domain.signing.DkimKeyLookup;
import relay.domain.signing.DkimKeyLookup.Answer;
import relay.domain.tenancy.SendingDomain;
import relay.domain.tenancy.Tenant;
import relay.web.HttpPeer;
import relay.web.access.Filters;

class DomainProofResourceTest {
  private static final DomainName NAME = DomainName.of("acme.example");
  private static final Actor ANN = new Actor("ann", "192.0.2.1");
  private final InMemoryControlStore store = new InMemoryControlStore();
  private final Map<String, Answer> records = new HashMap<>();
  private HttpPeer peer;
  private SendingDomain claimed;

  @BeforeEach
  void start() {
    var resource = new DomainProofResource();
    resource.desk = ObjectDesks.over(store);
    DkimKeyLookup dns = name -> records.getOrDefault(name, new Answer.Missing());
    resource.onboarding =
        new DomainOnboarding(
            store,
            store,
            dns,
            new KeyRotation(
                store, store, Rotations.newMint(), dns, Rotations.SETTINGS, () -> ObjectDesks.NOW),
            () -> ObjectDesks.NOW,
            new Random(1));
    store.apply(new ControlChange.Create(Tenant.of("acme")), ANN);
    claimed =
        (SendingDomain) resource.onboarding.claim("acme", NAME, ANN).done().orElseThrow().object();
    var objects = new TenantObjectResource();
    objects.desk = resource.desk;
    objects.kinds = ObjectDesks.KINDS;
    peer = HttpPeer.of(resource, objects);
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldVerifyADomainWhoseProofIsPublished() {
    records.put(claimed.proofName().ascii(), new Answer.Found(List.of(claimed.proofText())));

    var verified = verify("acme.example");

    assertThat(verified.statusCode()).isEqualTo(200);
    assertThat(HttpPeer.json(verified).getString("state")).isEqualTo("verified");
    assertThat(verified.headers().firstValue("ETag")).contains("\"2\"");
    assertThat(store.audit()).last().isEqualTo("admin replace domain acme/acme.example");
  }

  @Test
  void shouldSayWhatToPublishAndWhatIsThere() {
    records.put(claimed.proofName().ascii(), new Answer.Found(List.of("something else")));

    var missing = verify("acme.example");

    assertThat(missing.statusCode()).isEqualTo(409);
    assertThat(HttpPeer.json(missing).getString("detail"))
        .contains("_relay-verification.acme.example", claimed.proofText(), "something else");
  }

  @Test
  void shouldAskToComeBackWhenTheDnsGivesNoAnswer() {
    records.put(claimed.proofName().ascii(), new Answer.Unavailable("SERVFAIL"));

    assertThat(verify("acme.example").statusCode()).isEqualTo(503);
  }

  @Test
  void shouldKnowOnlyDomainsThatWereMade() {
    assertThat(verify("other.example").statusCode()).isEqualTo(404);
    assertThat(verify("-").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldAnswerNobodyButTheAdministrator() {
    var anonymous =
        peer.request("/api/v1/tenants/acme/domains/acme.example/verify")
            .POST(BodyPublishers.noBody());

    assertThat(peer.send(anonymous).statusCode()).isEqualTo(401);
  }

  private HttpResponse<String> verify(String domain) {
    return peer.send(
        peer.request("/api/v1/tenants/acme/domains/" + domain + "/verify")
            .header("Authorization", HttpPeer.basic("admin", Filters.PASSWORD))
            .POST(BodyPublishers.noBody()));
  }
}
