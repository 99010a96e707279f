package relay.domain.reception;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.tenancy.Tenancies.credential;
import static relay.domain.tenancy.Tenancies.domain;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import relay.domain.control.ControlObject;
import relay.domain.mail.Content;
import relay.domain.mail.DomainName;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Envelope;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOptions;
import relay.domain.mail.NetworkRange;
import relay.domain.mail.Recipient;
import relay.domain.mail.ReversePath;
import relay.domain.settings.Settings;
import relay.domain.tenancy.Credential;
import relay.domain.tenancy.ReturnPathForm;
import relay.domain.tenancy.SendingLimits;
import relay.domain.tenancy.Stream;
import relay.domain.tenancy.StreamTracking;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenant;

/** Mails, clients and policies of tenants, for tests of who may send as whom. */
final class SendingFixture {
  static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  static final Tenant ACME = Tenant.of("acme");
  static final String OWN = "From: Al <al@acme.example>\r\nSubject: x\r\n\r\n";

  private SendingFixture() {}

  static Credential limited(Optional<Instant> expiresAt, List<NetworkRange> networks) {
    Credential any = credential("acme", "c-1");
    return new Credential(
        "acme",
        "c-1",
        0,
        any.kind(),
        any.name(),
        any.state(),
        any.proof(),
        any.scope(),
        any.permissions(),
        any.createdAt(),
        expiresAt,
        networks,
        SendingLimits.NONE);
  }

  static Stream permittingNullPath(String name) {
    return stream(name, Optional.empty(), true);
  }

  static Stream withDefaultFrom(String name, String domain) {
    return stream(name, Optional.of(DomainName.of(domain)), false);
  }

  static Stream stream(String name, Optional<DomainName> defaultFrom, boolean nullPath) {
    return new Stream(
        "acme",
        name,
        0,
        Lane.TRANSACTIONAL,
        defaultFrom,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        nullPath,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        SendingLimits.NONE,
        ReturnPathForm.AS_GIVEN,
        1,
        Optional.empty(),
        false,
        StreamTracking.OFF);
  }

  static ReceptionPolicy policy(ControlObject... objects) {
    var settings = ReceptionSettings.from(Settings.of(ReceptionSettings.ALL, Map.of(), Map.of()));
    return new ReceptionPolicy(settings, Set.of()).over(Tenancies.with(objects));
  }

  static ClientSession holder(String tenant, String credential) {
    ClientSession any = Clients.user("x");
    return new ClientSession(
        any.listener(),
        any.role(),
        any.address(),
        any.helo(),
        any.protocol(),
        any.tls(),
        Optional.of(
            new AuthenticatedUser(credential, Optional.empty(), tenant, Optional.of(credential))));
  }

  static ReversePath path(String text) {
    return ReversePath.parse(text);
  }

  static InetAddress address(String text) {
    return Clients.address(text);
  }

  static Submission mail(ClientSession client, String from, String to, String content) {
    return new Submission(
        client,
        new Envelope(path(from), List.of(Recipient.of(EmailAddress.parse(to))), MailOptions.NONE),
        Content.of(content.getBytes(StandardCharsets.UTF_8)),
        Optional.empty(),
        Optional.empty());
  }

  static Ruling judge(ReceptionPolicy policy, ClientSession client, String from, String content) {
    return judge(policy, mail(client, from, "bob@b.example", content));
  }

  static Ruling judge(ReceptionPolicy policy, Submission mail) {
    try {
      return policy.judge(mail, policy.headerOf(mail.content()), NOW);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static Ruling.Taken taken(
      ReceptionPolicy policy, ClientSession client, String from, String content) {
    Ruling ruling = judge(policy, client, from, content);
    assertThat(ruling).isInstanceOf(Ruling.Taken.class);
    return (Ruling.Taken) ruling;
  }

  static String refusal(ReceptionPolicy policy, ClientSession client, String from, String content) {
    Ruling ruling = judge(policy, client, from, content);
    assertThat(ruling).isInstanceOf(Ruling.Refused.class);
    return ((Ruling.Refused) ruling).reply().toString();
  }
}
