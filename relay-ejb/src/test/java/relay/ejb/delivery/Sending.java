package relay.ejb.delivery;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.delivery.Allowance;
import relay.domain.delivery.HostProbe;
import relay.domain.delivery.Origin;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.ScriptedServer;
import relay.domain.delivery.TransmissionOrder;
import relay.domain.mail.Content;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Envelope;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOptions;
import relay.domain.mail.MailOwner;
import relay.domain.mail.Recipient;
import relay.domain.mail.ReversePath;
import relay.domain.routing.AuthKind;
import relay.domain.routing.FakeDns;
import relay.domain.routing.HostSearch;
import relay.domain.routing.NextHop;
import relay.domain.routing.Ourselves;
import relay.domain.routing.Smarthost;
import relay.domain.routing.Smarthost.Login;
import relay.domain.routing.Smarthost.TlsMode;
import relay.domain.tlsreport.SessionTally;
import relay.domain.transport.StsPolicies;
import relay.domain.transport.TransportRules;

/** A client under test with time limits that a busy machine keeps, and mails to send with it. */
final class Sending implements AutoCloseable {
  static final String CONTENT = "Subject: hello\r\n\r\nHello.\r\n";
  static final List<String> STEPS =
      List.of(
          "connect",
          "greeting",
          "ehlo",
          "handshake",
          "login",
          "mail",
          "rcpt",
          "data",
          "content-block",
          "final-dot");
  private final Map<String, String> settings = new HashMap<>();
  private final List<Smarthost> hosts = new ArrayList<>();
  private TlsMode tls = TlsMode.NONE;
  private Optional<Login> login = Optional.empty();
  private MailOptions options = MailOptions.NONE;
  private String content = CONTENT;
  private String addedFields = "";
  private Runnable beforeFinalDot = () -> {};
  private Origin origin = Origin.DEFAULT;
  private Allowance allowance = Allowance.FREE;
  private boolean mx;
  private boolean mxAuthentic;
  private boolean lmtp;
  private SmtpTransmission client;

  private Sending() {
    STEPS.forEach(step -> settings.put("delivery." + step + "-timeout", "30s"));
    settings.put("delivery.attempt-timeout", "120s");
    settings.put("delivery.ehlo-name", "client.example");
  }

  static Sending to(ScriptedServer... servers) {
    var sending = new Sending();
    for (ScriptedServer server : servers) {
      sending.toPort(server.port());
    }
    return sending;
  }

  Sending toPort(int port) {
    hosts.add(new Smarthost(ScriptedServer.HOST_NAME, port, tls, login));
    return this;
  }

  Sending withoutFirstHost() {
    hosts.remove(0);
    return this;
  }

  Sending host(String name) {
    hosts.replaceAll(h -> new Smarthost(name, h.port(), h.tls(), h.login()));
    return this;
  }

  /** By LMTP instead of SMTP. */
  Sending byLmtp() {
    lmtp = true;
    return this;
  }

  /** By the MX record of example.org instead of a route, to the first host. */
  Sending byMx(boolean authentic) {
    mx = true;
    mxAuthentic = authentic;
    return set("routing.mx-port", String.valueOf(hosts.get(0).port()))
        .set("routing.loopback-allowed", "true");
  }

  Sending set(String key, String value) {
    settings.put(key, value);
    return this;
  }

  Sending tls(TlsMode mode) {
    tls = mode;
    hosts.replaceAll(h -> new Smarthost(h.host(), h.port(), mode, h.login()));
    return this;
  }

  Sending login(String user, String password) {
    return login(user, password, AuthKind.AUTO);
  }

  Sending login(String user, String password, AuthKind kind) {
    login = Optional.of(new Login(user, password, kind));
    hosts.replaceAll(h -> new Smarthost(h.host(), h.port(), h.tls(), login));
    return this;
  }

  Sending options(MailOptions value) {
    options = value;
    return this;
  }

  Sending content(String text) {
    content = text;
    return this;
  }

  Sending addedFields(String fields) {
    addedFields = fields;
    return this;
  }

  Sending within(Allowance value) {
    allowance = value;
    return this;
  }

  Sending from(Origin value) {
    origin = value;
    return this;
  }

  Sending beforeFinalDot(Runnable action) {
    beforeFinalDot = action;
    return this;
  }

  SmtpTransmission client() {
    if (client == null) {
      RelayConfiguration configuration = RelayConfiguration.of(settings, Map.of());
      var dns =
          new FakeDns()
              .address(ScriptedServer.HOST_NAME, "127.0.0.1")
              .address("other.example", "127.0.0.1")
              .mx("example.org", 10, ScriptedServer.HOST_NAME);
      if (mxAuthentic) {
        dns.authentic("example.org");
      }
      var us = new Ourselves(Set.of(), Set.of(), Set.<InetAddress>of(), Set.of());
      var search = new HostSearch(dns, us, configuration.hostSearch(), new Random(1));
      client =
          new SmtpTransmission(
              search,
              rules(configuration),
              order -> {
                throw new AssertionError("not for the sandbox");
              },
              new SessionTally(configuration::tlsReports, InstantSource.system()),
              configuration.transmission(),
              InstantSource.system());
    }
    return client;
  }

  private static TransportRules rules(RelayConfiguration configuration) {
    return new TransportRules(configuration::tlsPolicy, Optional.empty(), StsPolicies.NONE);
  }

  /** Sends to these recipients; the replies are in the same order. */
  List<RecipientReply> mail(String... recipients) {
    return mail(Arrays.stream(recipients).map(r -> Recipient.of(EmailAddress.parse(r))).toList());
  }

  List<RecipientReply> mail(List<Recipient> recipients) {
    return mail(recipients, Content.of(content.getBytes(StandardCharsets.UTF_8)));
  }

  List<RecipientReply> mail(List<Recipient> recipients, Content octets) {
    var envelope = new Envelope(ReversePath.parse("alice@client.example"), recipients, options);
    return client().transmit(order(envelope, octets)).replies();
  }

  /** Talks to the hosts without sending anything. */
  List<HostProbe> probe(Duration limit) {
    return client().probe().probe(hop(), origin, limit);
  }

  TransmissionOrder order(Envelope envelope, Content octets) {
    return new TransmissionOrder(
        "0123456789abcdefghjk",
        MailOwner.of(Lane.TRANSACTIONAL),
        envelope,
        hop(),
        origin,
        allowance,
        addedFields.getBytes(StandardCharsets.UTF_8),
        octets,
        beforeFinalDot);
  }

  private NextHop hop() {
    if (mx) {
      return new NextHop.MailExchangers("example.org");
    }
    return lmtp ? new NextHop.LmtpServers("test", hosts) : new NextHop.Smarthosts("test", hosts);
  }

  @Override
  public void close() {
    client().close();
  }
}
