package relay.ejb.delivery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import relay.domain.configuration.RelayConfiguration;
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
import relay.domain.routing.HostSearch;
import relay.domain.routing.NextHop;
import relay.domain.routing.Ourselves;
import relay.domain.routing.ScriptedDns;
import relay.domain.tlsreport.SessionTally;
import relay.domain.tlsreport.TalliedSessions;
import relay.domain.transport.Certificates;
import relay.domain.transport.DaneSearch;
import relay.domain.transport.StsMemory;
import relay.domain.transport.TransportRules;
import relay.ejb.routing.DnsDomainLookup;
import relay.ejb.transport.FetchedPolicies;
import relay.ejb.transport.PolicyFetch;
import relay.ejb.transport.TlsClient;

/**
 * A resolver, a mail server, a policy server and the client between them, all on loopback. The
 * domain example.org has the one mail exchanger mx.example; every answer of the resolver counts as
 * validated unless the test says otherwise.
 */
final class TlsLaboratory implements AutoCloseable {
  private static final String CONTENT = "Subject: hello\r\n\r\nHello.\r\n";
  final ScriptedDns dns = ScriptedDns.start().validates();
  final ScriptedServer server = ScriptedServer.start().offers("PIPELINING", "STARTTLS");
  final AtomicInteger fetches = new AtomicInteger();
  private final Map<String, String> settings = new HashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpsServer web;
  private DnsDomainLookup lookup;
  private SmtpTransmission client;
  private SessionTally tally;
  private MailOptions options = MailOptions.NONE;

  /** What the policy server does with a request. */
  interface Page {
    void answer(HttpExchange request) throws IOException;
  }

  TlsLaboratory() {
    dns.mx("example.org", 10, "mx.example").address("mx.example", "127.0.0.1");
    set("dns.servers", dns.server());
    set("dns.trust-ad", "true");
    set("dns.ttl-min", "0s").set("dns.ttl-max", "0s");
    set("dns.negative-ttl-max", "0s").set("dns.answer-timeout", "30s");
    set("routing.loopback-allowed", "true");
    set("routing.mx-port", String.valueOf(server.port()));
    set("delivery.ehlo-name", "client.example");
    set("delivery.trust-anchors", Certificates.authorityFile().toString());
    set("mta-sts.trust-anchors", Certificates.authorityFile().toString());
    set("mta-sts.wait", "60s");
    set("mta-sts.fetch-timeout", "120s");
  }

  TlsLaboratory set(String key, String value) {
    settings.put(key, value);
    return this;
  }

  TlsLaboratory options(MailOptions value) {
    options = value;
    return this;
  }

  /** The name under which TLSA records of a host stand here. */
  String tlsaName(String host) {
    return "_" + server.port() + "._tcp." + host;
  }

  /** Announces a policy and serves it. */
  TlsLaboratory policy(String mode, String... hosts) {
    var text = new StringBuilder("version: STSv1\nmode: " + mode + "\nmax_age: 86400\n");
    for (String host : hosts) {
      text.append("mx: ").append(host).append('\n');
    }
    return page(request -> say(request, 200, "text/plain", text.toString()));
  }

  /** Announces a policy, and does this when it is asked for. */
  TlsLaboratory page(Page page) {
    return page(page, "policy");
  }

  TlsLaboratory page(Page page, String certificate) {
    try {
      web = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    web.setHttpsConfigurator(new HttpsConfigurator(Certificates.server(certificate)));
    web.setExecutor(threads);
    web.createContext(
        "/.well-known/mta-sts.txt",
        request -> {
          fetches.incrementAndGet();
          page.answer(request);
        });
    web.start();
    dns.text("_mta-sts.example.org", "v=STSv1; id=20270101;");
    dns.address("mta-sts.example.org", "127.0.0.1");
    return set("mta-sts.https-port", String.valueOf(web.getAddress().getPort()));
  }

  static void say(HttpExchange request, int status, String type, String text) throws IOException {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    request.getResponseHeaders().set("Content-Type", type);
    request.sendResponseHeaders(status, octets.length);
    request.getResponseBody().write(octets);
    request.close();
  }

  /** Sends one mail to somebody at example.org. */
  RecipientReply mail() {
    return mail("example.org");
  }

  RecipientReply mail(String domain) {
    var bob = Recipient.of(EmailAddress.parse("bob@" + domain));
    var envelope = new Envelope(ReversePath.parse("alice@client.example"), List.of(bob), options);
    var order =
        new TransmissionOrder(
            "0123456789abcdefghjk",
            MailOwner.of(Lane.TRANSACTIONAL),
            envelope,
            new NextHop.MailExchangers(domain),
            Origin.DEFAULT,
            new byte[0],
            Content.of(CONTENT.getBytes(StandardCharsets.UTF_8)),
            () -> {});
    return client().transmit(order).replies().get(0);
  }

  /** What was counted for TLS reports; set tls-reports.from first. */
  List<TalliedSessions> counted() {
    return tally.take();
  }

  private SmtpTransmission client() {
    if (client == null) {
      RelayConfiguration configuration = RelayConfiguration.of(settings, Map.of());
      InstantSource clock = InstantSource.system();
      lookup = new DnsDomainLookup(configuration.dns(), clock);
      var us = new Ourselves(Set.of(), Set.of(), Set.of(), Set.of());
      var hosts = new HostSearch(lookup, us, configuration.hostSearch(), new Random(1));
      client =
          new SmtpTransmission(
              hosts,
              rules(configuration, hosts, clock),
              order -> {
                throw new AssertionError("not for the sandbox");
              },
              tally = new SessionTally(configuration::tlsReports, clock),
              configuration.transmission(),
              clock);
    }
    return client;
  }

  private TransportRules rules(
      RelayConfiguration configuration, HostSearch hosts, InstantSource clock) {
    var sts = configuration.mtaSts();
    var tls = TlsClient.create("mta-sts.trust-anchors", sts.trustAnchors().map(Path::of), clock);
    var fetch = new PolicyFetch(sts, hosts::addressesOf, tls, threads);
    var policies = new FetchedPolicies(sts, lookup, fetch::begin, new StsMemory(sts), clock);
    return new TransportRules(
        configuration::tlsPolicy,
        configuration.dns().dnssec().isOn()
            ? Optional.of(new DaneSearch(lookup, lookup))
            : Optional.empty(),
        policies);
  }

  @Override
  public void close() {
    if (client != null) {
      client.close();
    }
    if (web != null) {
      web.stop(0);
    }
    threads.shutdownNow();
    server.close();
    dns.close();
  }
}
