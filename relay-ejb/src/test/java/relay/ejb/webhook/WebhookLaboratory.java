package relay.ejb.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;
import relay.domain.administration.ObjectDesks;
import relay.domain.audit.Actor;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlJson;
import relay.domain.control.InMemoryControlStore;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.JournalSettings;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.NetworkRange;
import relay.domain.mail.QueueId;
import relay.domain.routing.FakeDns;
import relay.domain.tenancy.Tenant;
import relay.domain.transport.Certificates;
import relay.domain.webhook.TargetRule;
import relay.domain.webhook.Webhook;
import relay.domain.webhook.WebhookKind;
import relay.domain.webhook.WebhookSettings;
import relay.domain.webhook.WebhookSignature;
import relay.ejb.journal.JournalFiles;
import relay.ejb.journal.JournalFolder;
import relay.ejb.journal.JournalReader;
import relay.ejb.transport.TlsClient;

/** A journal, a control store, endpoints on loopback and a clock that stands until it is moved. */
final class WebhookLaboratory implements AutoCloseable {
  static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
  private static final Actor ADMIN = new Actor("admin", "test");

  /** Something that an endpoint got. */
  record Got(String path, String id, long timestamp, String signature, byte[] body) {
    List<String> events() {
      return json().getJsonArray("events").stream()
          .map(e -> e.asJsonObject().getString("id"))
          .toList();
    }

    List<String> words() {
      return json().getJsonArray("events").stream()
          .map(
              e ->
                  e.asJsonObject().getString("type")
                      + " "
                      + e.asJsonObject().getString("message", ""))
          .toList();
    }

    JsonObject json() {
      return ControlJson.read(new String(body, StandardCharsets.UTF_8));
    }
  }

  final InMemoryControlStore store = new InMemoryControlStore();
  final FakeDns dns = new FakeDns();
  final List<Got> got = new CopyOnWriteArrayList<>();
  final JournalFiles journal;
  final String secret = WebhookSignature.secret(new Random(5));
  private final JournalFolder folder;
  private final Path data;
  private final HttpServer server;
  private final ExecutorService serverThreads = Executors.newCachedThreadPool();
  private volatile Instant now = START;
  private volatile ToIntFunction<Got> answer = got -> 204;
  private List<NetworkRange> networks = List.of(NetworkRange.parse("127.0.0.0/8"));
  private Duration timeout = Duration.ofSeconds(60);
  private int mails;

  WebhookLaboratory(Path data) throws IOException {
    this.data = data;
    this.folder = new JournalFolder(data.resolve("journal"));
    this.journal =
        new JournalFiles(
            folder, new JournalSettings(64 << 10, 1000), () -> now, new Random(1), List.of());
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(serverThreads);
    server.start();
    store.apply(new ControlChange.Create(Tenant.of("acme")), ADMIN);
  }

  private void handle(HttpExchange exchange) throws IOException {
    var head = exchange.getRequestHeaders();
    var one =
        new Got(
            exchange.getRequestURI().toString(),
            head.getFirst("webhook-id"),
            Long.parseLong(head.getFirst("webhook-timestamp")),
            head.getFirst("webhook-signature"),
            exchange.getRequestBody().readAllBytes());
    int status = answer.applyAsInt(one);
    if (status >= 200 && status < 300) {
      got.add(one);
    }
    if (status == 301) {
      exchange.getResponseHeaders().set("Location", url("/elsewhere"));
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  /** What the endpoints say from now on; what they take goes to {@link #got}. */
  void answering(ToIntFunction<Got> says) {
    answer = says;
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  void allowing(String... ranges) {
    networks = java.util.Arrays.stream(ranges).map(NetworkRange::parse).toList();
  }

  void timeout(Duration value) {
    timeout = value;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  Instant now() {
    return now;
  }

  Webhook webhook(String id, String url, String... more) {
    return webhook("acme", id, url, more);
  }

  /** One of the platform. */
  Webhook platformWebhook(String id, String url, String... more) {
    return webhook("", id, url, more);
  }

  private Webhook webhook(String tenant, String id, String url, String... more) {
    var json =
        ControlJson.object()
            .add("url", url)
            .add("created_at", now.toString())
            .add(
                "secret",
                ObjectDesks.VAULT
                    .box()
                    .seal(
                        secret.getBytes(StandardCharsets.US_ASCII),
                        Webhook.secretPlace(Webhook.key(tenant, id))));
    for (int i = 0; i < more.length; i += 2) {
      json.add(more[i], ControlJson.array().add(more[i + 1]));
    }
    store.apply(
        new ControlChange.Create(
            WebhookKind.WEBHOOK.read(Webhook.key(tenant, id), 0, json.build())),
        ADMIN);
    return store.state().find(WebhookKind.WEBHOOK, tenant, id).orElseThrow();
  }

  Webhook find(String id) {
    return store.state().find(WebhookKind.WEBHOOK, "acme", id).orElseThrow();
  }

  void put(Webhook webhook) {
    store.apply(new ControlChange.Replace(webhook), ADMIN);
  }

  /** The same with one field changed. */
  void change(String id, String field, String value) {
    Webhook old = find(id);
    var json = ControlJson.object(WebhookKind.WEBHOOK.write(old)).add(field, value).build();
    put(WebhookKind.WEBHOOK.read(old.key(), old.version(), json));
  }

  void delete(String id) {
    store.apply(new ControlChange.Delete(Webhook.key("acme", id), 0), ADMIN);
  }

  EndpointTools tools() {
    var settings =
        new WebhookSettings(
            timeout,
            100,
            Duration.ofSeconds(1),
            Duration.ofDays(3),
            Duration.ofHours(1),
            8,
            networks,
            Optional.empty());
    TlsClient tls =
        TlsClient.create(
            "webhook.trust-anchors", Optional.of(Certificates.authorityFile()), () -> now);
    return new EndpointTools(
        settings,
        new NoticeChunks(folder, new JournalReader(folder)),
        new ProgressFiles(data.resolve("webhooks")),
        new HttpPost(dns, new TargetRule(networks), tls, timeout, () -> now),
        ObjectDesks.VAULT,
        new Random(3),
        () -> now);
  }

  /** As after a start of the relay; work is done within the round. */
  WebhookRounds rounds() {
    return rounds(Runnable::run);
  }

  WebhookRounds rounds(Executor threads) {
    return new WebhookRounds(tools(), store, new SwitchOff(store, journal, () -> now), threads);
  }

  /** Rounds with a second between them, until there was nothing to do for some. */
  void tell(WebhookRounds rounds) {
    for (int quiet = 0; quiet < 3; quiet++) {
      int before = got.size();
      rounds.round();
      pass(Duration.ofSeconds(1));
      quiet = got.size() > before ? -1 : quiet;
    }
  }

  /** One event about a mail of acme. */
  MailEvent event(EventType type, int mail, String stream) {
    return event(type, mail, "acme", stream);
  }

  MailEvent event(EventType type, int mail, String tenant, String stream) {
    String digits = Integer.toString(mail);
    return new MailEvent(
        type,
        now,
        Optional.of(new QueueId("0".repeat(20 - digits.length()) + digits)),
        0,
        1,
        Optional.of(EmailAddress.parse("bob@example.org")),
        Map.of(EventField.TENANT, tenant, EventField.STREAM, stream));
  }

  /** Writes the three events of so many mails; their words in order. */
  List<String> mails(int count) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int mail = mails++;
      for (EventType type : List.of(EventType.RECEIVED, EventType.DEFERRED, EventType.DELIVERED)) {
        MailEvent event = event(type, mail, "receipts");
        journal.write(List.of(event));
        String word = type == EventType.RECEIVED ? "accepted" : type.name().toLowerCase();
        words.add("message." + word + " " + event.mail().orElseThrow().text());
      }
    }
    return words;
  }

  /** What all posts that were taken say, in order. */
  List<String> words() {
    return got.stream().flatMap(g -> g.words().stream()).toList();
  }

  @Override
  public void close() {
    server.stop(0);
    serverThreads.shutdownNow();
    try {
      journal.close();
    } catch (RuntimeException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
