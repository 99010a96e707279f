package relay.ejb.contacts.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import relay.acceptance.TemporaryFolder;
import relay.domain.audit.Actor;
import relay.domain.contacts.ContactAttribute;
import relay.domain.contacts.ContactSettings;
import relay.domain.contacts.Contacts;
import relay.domain.contacts.ImportSettings;
import relay.domain.contacts.Segment;
import relay.domain.contacts.file.ContactImport;
import relay.domain.contacts.file.ImportDesk.Taken;
import relay.domain.contacts.file.ImportOrderJson;
import relay.domain.contacts.file.ImportWork;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlObject;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlState;
import relay.domain.csv.RawRecord;
import relay.domain.suppression.Suppressions;
import relay.domain.view.DatabaseSettings;
import relay.ejb.contacts.ContactDesks;
import relay.ejb.database.Database;

/**
 * Measures by hand how long a file of contacts takes to come in, and a segment to be counted:
 * {@code main ROWS [URL USER]}; without an address of a database the built-in one in a temporary
 * folder.
 */
final class ContactSpeed {
  private static final Logger LOG = Logger.getLogger(ContactSpeed.class.getName());
  private static final Actor BY = new Actor("speed", "127.0.0.1");
  private static final int CHUNK = 1_000;
  private static final ImportSettings SETTINGS =
      new ImportSettings(1L << 30, 65_536, 1, 10, CHUNK, 1_000, Duration.ofDays(1));
  private static final String CONDITION =
      "{\"all\":[{\"list\":\"news\",\"state\":\"confirmed\"},"
          + "{\"attribute\":\"age\",\"is\":\"above\",\"value\":60},"
          + "{\"not\":{\"attribute\":\"name\",\"is\":\"starts-with\",\"value\":\"name 1\"}}]}";

  private static final String BEHAVIOUR =
      "{\"all\":[{\"list\":\"news\",\"state\":\"confirmed\"},{\"any\":["
          + "{\"behaviour\":\"opened\",\"within_days\":30},{\"score\":5,\"is\":\"above\"},"
          + "{\"behaviour\":\"clicked\",\"link\":\"https://a.example/tea\"}]},"
          + "{\"not\":{\"inactive_days\":90}}]}";

  private ContactSpeed() {}

  public static void main(String[] args) throws IOException {
    int rows = Integer.parseInt(args[0]);
    String url = args.length > 1 ? args[1] : "";
    String user = args.length > 2 ? args[2] : "relay";
    var settings =
        new DatabaseSettings(
            url, user, "", 4, Duration.ofMillis(1), 3000, Duration.ofSeconds(1), 256 << 10);
    try (var folder = TemporaryFolder.make("relay-contacts");
        var database = new Database(settings, folder.path())) {
      if (!database.open()) {
        throw new IOException(String.valueOf(database.trouble()));
      }
      ControlSource source = source();
      take(database, folder.path(), source, rows, "all new");
      take(database, folder.path(), source, rows, "all there already");
      ask(database, source, "attributes and list", CONDITION);
      database.inTransaction(ContactDesks::behaved);
      ask(database, source, "list and behaviour", BEHAVIOUR);
    }
  }

  private static void ask(Database database, ControlSource source, String what, String condition) {
    var segments = ContactDesks.segments(database, source, InstantSource.system());
    var segment = new Segment("acme", "some", 1, "", ControlJson.read(condition));
    for (int i = 0; i < 5; i++) {
      long begin = System.nanoTime();
      tell(
          "segment of %,d contacts and ten of them, " + what + ": %.2f s",
          segments.ask(segment, 10).count(),
          begin);
    }
  }

  private static ControlSource source() {
    List<ControlObject> objects = new ArrayList<>(Contacts.SCHEMA.lists().values());
    Contacts.SCHEMA
        .attributes()
        .forEach((name, type) -> objects.add(new ContactAttribute("acme", name, 1, type, "")));
    ControlState state = ControlState.EMPTY.with(1, objects, List.of());
    return () -> state;
  }

  private static void take(
      Database database, Path data, ControlSource source, int rows, String what)
      throws IOException {
    InstantSource clock = InstantSource.system();
    var folder = new ImportFolder(data.resolve("files"), 1, () -> Long.MAX_VALUE);
    var contacts = ContactDesks.in(database, source, clock);
    var desk = new DatabaseImportDesk(database, folder, contacts, () -> SETTINGS, "mx1", clock);
    var work =
        new DatabaseImportWork(
            database,
            folder,
            contacts,
            Suppressions.NONE,
            () -> new ContactSettings(Duration.ofDays(1), SETTINGS, ContactDesks.CONFIRMATIONS),
            "mx1",
            clock,
            tenant -> true);
    String order = "{\"consents\":{\"news\":\"confirmed\"},\"origin\":\"fair\",\"wording\":\"v1\"}";
    long begin = System.nanoTime();
    Taken taken =
        desk.take(
            "acme", ImportOrderJson.read(ControlJson.read(order), Contacts.SCHEMA), file(rows), BY);
    ContactImport job = ((Taken.Accepted) taken).job();
    tell("upload of %,d octets: %.1f s", job.size(), begin);
    begin = System.nanoTime();
    try (ImportWork.Rows file = work.begin(job.id()).orElseThrow()) {
      List<RawRecord> chunk = new ArrayList<>(CHUNK);
      for (Optional<RawRecord> next = file.next(); next.isPresent(); next = file.next()) {
        chunk.add(next.get());
        if (chunk.size() == CHUNK) {
          work.take(job.id(), chunk);
          chunk = new ArrayList<>(CHUNK);
        }
      }
      if (!chunk.isEmpty()) {
        work.take(job.id(), chunk);
      }
    }
    work.finish(job.id());
    tell("import of %,d rows, " + what + ": %.1f s", rows, begin);
    LOG.info(desk.find("acme", job.id()).orElseThrow().counts().json().toString());
  }

  private static void tell(String text, long number, long begin) {
    LOG.info(String.format(Locale.ROOT, text, number, (System.nanoTime() - begin) / 1e9));
    LOG.info(
        () ->
            "processor time since the start: "
                + ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO));
  }

  /** A file that nobody has to write first. */
  private static InputStream file(int rows) {
    var lines =
        IntStream.rangeClosed(0, rows)
            .mapToObj(
                i ->
                    i == 0
                        ? "email,name,age,born,vip,tags\n"
                        : "person"
                            + i
                            + "@d"
                            + i % 500
                            + ".example,name "
                            + i
                            + ","
                            + i % 90
                            + ",19"
                            + (10 + i % 80)
                            + "-05-01,"
                            + (i % 2 == 0)
                            + ",a|b"
                            + i % 10
                            + "\n")
            .iterator();
    return new SequenceInputStream(
        new Enumeration<>() {
          @Override
          public boolean hasMoreElements() {
            return lines.hasNext();
          }

          @Override
          public InputStream nextElement() {
            if (!lines.hasNext()) {
              throw new NoSuchElementException("the file has ended");
            }
            var block = new StringBuilder();
            for (int i = 0; i < 500 && lines.hasNext(); i++) {
              block.append(lines.next());
            }
            return new java.io.ByteArrayInputStream(
                block.toString().getBytes(StandardCharsets.UTF_8));
          }
        });
  }
}
