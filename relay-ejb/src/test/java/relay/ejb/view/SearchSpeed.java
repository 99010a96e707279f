package relay.ejb.view;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.logging.Logger;
import relay.acceptance.TemporaryFolder;
import relay.domain.journal.EventField;
import relay.domain.journal.EventJson;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;
import relay.domain.view.DatabaseSettings;
import relay.domain.view.MessageFold;
import relay.domain.view.MessageQuery;
import relay.domain.view.MessageQueryReader;
import relay.ejb.database.Database;

/**
 * Measures by hand how long the searches of the message view take: {@code main URL USER MAILS}.
 * Fills the database by the code of the relay, unless it has so many mails already: 30 days, a
 * newsletter with a third of all mail, 10,000 other senders, 200,000 recipients at 5,000 domains of
 * which one has a third. Then asks each question with different words, and prints milliseconds.
 */
final class SearchSpeed {
  private static final Logger LOG = Logger.getLogger(SearchSpeed.class.getName());
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final long SECONDS = Duration.ofDays(30).toSeconds();
  private static final int ROUNDS = 20;
  private static final int BATCH = 1_000;

  private final Database database;
  private final DatabaseMessageView view;
  private final int mails;

  private SearchSpeed(Database database, int mails) {
    this.database = database;
    this.view = new DatabaseMessageView(database);
    this.mails = mails;
  }

  public static void main(String[] args) throws IOException {
    int mails = Integer.parseInt(args[2]);
    var settings =
        new DatabaseSettings(
            args[0], args[1], "", 4, Duration.ofMillis(1), 3000, Duration.ofSeconds(1), 256 << 10);
    try (var folder = TemporaryFolder.make("relay-search");
        var database = new Database(settings, folder.path())) {
      if (!database.open()) {
        throw new IOException(String.valueOf(database.trouble()));
      }
      var speed = new SearchSpeed(database, mails);
      speed.fill();
      speed.ask();
    }
  }

  private void fill() {
    if (view.find(query(Map.of("id", id(mails - 1).text()))).messages().size() == 1) {
      return;
    }
    var writer = new ViewWriter(database, "search-speed", 256 << 10);
    for (int first = 0; first < mails; first += BATCH) {
      var fold = new MessageFold();
      for (int n = first; n < Math.min(mails, first + BATCH); n++) {
        tell(fold, n);
      }
      writer.write(fold.changes(), "1:" + first);
    }
    database.inTransaction(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.execute("analyze");
          }
        });
  }

  private Instant at(int n) {
    return START.plusMillis(SECONDS * 1000 * n / mails);
  }

  private QueueId id(int n) {
    return QueueId.next(at(n), new Random(n));
  }

  private static String sender(int n) {
    return n % 3 == 0 ? "news@big.example" : "user" + n % 10_007 + "@shop" + n % 97 + ".example";
  }

  private static String recipient(int n) {
    int person = (int) (n * 2_654_435_761L % 200_003);
    return "person" + person + "@" + domain(person);
  }

  private static String domain(int person) {
    return person % 3 == 0 ? "mail.example" : "d" + person % 5_003 + ".example";
  }

  private void tell(MessageFold fold, int n) {
    String to = recipient(n);
    List<String> all = n % 10 == 0 ? List.of(to, recipient(n + 1)) : List.of(to);
    Map<String, Object> door = new LinkedHashMap<>();
    door.put(EventField.SENDER, sender(n));
    door.put(EventField.RECIPIENTS, all);
    door.put(EventField.SIZE, 10_240L);
    door.put(EventField.LANE, n % 3 == 0 ? "bulk" : "transactional");
    door.put(EventField.TENANT, "t" + n % 20);
    door.put(EventField.STREAM, n % 3 == 0 ? "news" : "receipts");
    door.put(
        EventField.SUBJECT, "Order " + n + " of your shop, with what you should know about it");
    door.put(EventField.MESSAGE_ID, "<" + Long.toHexString(n * 7_919L) + "@shop.example>");
    door.put(EventField.LISTENER, "submission");
    door.put(EventField.CLIENT, "192.0.2." + n % 250);
    add(fold, n, EventType.RECEIVED, Optional.empty(), door);
    add(fold, n, EventType.ATTEMPTED, Optional.empty(), Map.of(EventField.RECIPIENTS, all));
    for (String address : all) {
      add(fold, n, end(n), Optional.of(EmailAddress.parse(address)), outcome(address));
    }
  }

  private EventType end(int n) {
    if (n % 50 == 1) {
      return EventType.BOUNCED;
    }
    return n > mails - mails / 100 ? EventType.DEFERRED : EventType.DELIVERED;
  }

  private static Map<String, Object> outcome(String address) {
    return Map.of(
        EventField.HOP,
        address.substring(address.indexOf('@') + 1),
        EventField.HOST,
        "mx1." + address.substring(address.indexOf('@') + 1),
        EventField.REPLY,
        "250 2.0.0 Ok: queued as 4XyZ" + address.hashCode(),
        EventField.TLS,
        "TLSv1.3 TLS_AES_256_GCM_SHA384",
        EventField.ATTEMPT_MILLIS,
        120L);
  }

  private void add(
      MessageFold fold,
      int n,
      EventType type,
      Optional<EmailAddress> recipient,
      Map<String, Object> details) {
    int attempt = type == EventType.RECEIVED ? 0 : 1;
    var event = new MailEvent(type, at(n), Optional.of(id(n)), 0, attempt, recipient, details);
    byte[] line = EventJson.line(id(n).text(), event);
    fold.add(event, new String(line, 0, line.length - 1, StandardCharsets.UTF_8));
  }

  private void ask() {
    measure("id", n -> Map.of("id", id(n).text()));
    measure("sender", n -> Map.of("sender", sender(n % 3 == 0 ? n + 1 : n)));
    measure("sender of a third of all", n -> Map.of("sender", "news@big.example"));
    measure("sender + day", n -> day(n, "sender", "news@big.example"));
    measure("sender without mail", n -> Map.of("sender", "nobody" + n + "@none.example"));
    measure("recipient", n -> Map.of("recipient", recipient(n)));
    measure("recipient without mail", n -> Map.of("recipient", "nobody" + n + "@none.example"));
    measure("recipient + day", n -> day(n, "recipient", recipient(n)));
    measure("domain", n -> Map.of("domain", "d" + n % 5_003 + ".example"));
    measure("domain of a third of all", n -> Map.of("domain", "mail.example"));
    measure("domain + day", n -> day(n, "domain", "d" + n % 5_003 + ".example"));
    measure("domain of a third + day", n -> day(n, "domain", "mail.example"));
    measure("domain + hour", n -> hour(n, "domain", "d" + n % 5_003 + ".example"));
    measure("day", n -> day(n, "limit", "100"));
    measure("state deferred", n -> Map.of("state", "deferred"));
    measure("domain + deferred", n -> Map.of("domain", "mail.example", "state", "deferred"));
    measure("bounced + day", n -> day(n, "state", "bounced"));
    measure("sender + recipient", n -> Map.of("sender", sender(n), "recipient", recipient(n)));
    measure("sender + domain", n -> Map.of("sender", sender(n), "domain", "mail.example"));
    measure("tenant", n -> Map.of("tenant", "t" + n % 20));
    measure("tenant + domain", n -> Map.of("tenant", "t" + n % 20, "domain", "d7.example"));
    measure("tenant + stream", n -> Map.of("tenant", "t" + n % 20, "stream", "receipts"));
    measure("page 2 of a domain", n -> Map.of("domain", "mail.example", "cursor", id(n).text()));
  }

  /** What is asked for, given the number of a mail. */
  private interface Question {
    Map<String, String> about(int n);
  }

  private void measure(String name, Question question) {
    var chance = new Random(1);
    double[] millis = new double[ROUNDS];
    int found = 0;
    for (int i = 0; i < ROUNDS; i++) {
      MessageQuery query = query(question.about(chance.nextInt(mails)));
      long begin = System.nanoTime();
      found += view.find(query).messages().size();
      millis[i] = (System.nanoTime() - begin) / 1e6;
    }
    double first = millis[0];
    Arrays.sort(millis);
    LOG.info(
        String.format(
            "%-26s median %7.1f ms, largest %7.1f, first %7.1f; found %d",
            name, millis[ROUNDS / 2], millis[ROUNDS - 1], first, found));
  }

  private Map<String, String> day(int n, String name, String value) {
    return range(n, Duration.ofDays(1), name, value);
  }

  private Map<String, String> hour(int n, String name, String value) {
    return range(n, Duration.ofHours(1), name, value);
  }

  private Map<String, String> range(int n, Duration length, String name, String value) {
    return Map.of("from", at(n).toString(), "to", at(n).plus(length).toString(), name, value);
  }

  private static MessageQuery query(Map<String, String> parameters) {
    return new MessageQueryReader(parameters::get).read();
  }
}
