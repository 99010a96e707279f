package relay.domain.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.suppression.InMemorySuppressionDesk.NOON;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.suppression.Suppression.Evidence;
import relay.domain.suppression.SuppressionCsv.Report;
import relay.domain.suppression.SuppressionDesk.Count;
import relay.domain.suppression.SuppressionDesk.Listed;

class SuppressionCsvTest {
  private final List<Suppression> taken = new ArrayList<>();
  private final List<Integer> batches = new ArrayList<>();

  @Test
  void shouldReadColumnsByNameInAnyOrder() throws IOException {
    Report report =
        read(
            "Reason,Stream,EMAIL,Expires_At,evidence,unheard_of\r\n"
                + "complaint,*bulk,Bob@Example.org,2027-01-01T00:00:00Z,\"said \"\"no\"\","
                + " twice\",x\r\n");

    assertThat(report.lines()).isEqualTo(1);
    assertThat(report.faulty()).isZero();
    Suppression entry = taken.get(0);
    assertThat(entry.subject()).contains(SuppressionSubject.parse("bob@example.org"));
    assertThat(entry.scope()).isEqualTo(SuppressionScope.ofBulk("acme"));
    assertThat(entry.reason()).isEqualTo(SuppressionReason.COMPLAINT);
    assertThat(entry.evidence().text()).isEqualTo("said \"no\", twice");
    assertThat(entry.expiresAt()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@example.org\nb@example.org",
        "a@example.org\r\nb@example.org\r\n",
        "email\na@example.org\nb@example.org\n",
        "\uFEFFaddress\n\na@example.org\n\n\"b@example.org\"\n",
        "a@example.org,something else\nb@example.org,\n",
        "a@example.org\nexample.net\n"
      })
  void shouldReadPlainListsToo(String file) throws IOException {
    Report report = read(file);

    assertThat(report.faulty()).as(report.errors().toString()).isZero();
    assertThat(taken).hasSize(2);
    assertThat(taken.get(0).scope()).isEqualTo(SuppressionScope.ofTenant("acme"));
    assertThat(taken.get(0).reason()).isEqualTo(SuppressionReason.MANUAL);
  }

  @Test
  void shouldTellTheLineAndRuleOfEachErrorAndTakeTheOthers() throws IOException {
    Report report =
        read(
            "email,reason,expires_at,tenant\n"
                + "a@example.org,manual,,\n"
                + "nobody,manual,,\n"
                + "b@example.org,dislike,,\n"
                + "c@example.org,manual,tomorrow,\n"
                + "\"d@example.org,manual,,\n"
                + "\"e@example.org\"x,manual,,\n"
                + "f@example.org,manual,,other\n"
                + ",manual,,\n"
                + "g@example.org,manual,,acme\n");

    assertThat(taken).hasSize(2);
    assertThat(report.lines()).isEqualTo(9);
    assertThat(report.faulty()).isEqualTo(7);
    assertThat(report.errors())
        .extracting(SuppressionCsv.LineError::line)
        .containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 9L);
    assertThat(report.errors().get(0).error()).startsWith("subject must be an address");
    assertThat(report.errors().get(1).error()).startsWith("reason must be");
    assertThat(report.errors().get(2).error()).startsWith("expires_at must be an instant");
    assertThat(report.errors().get(5).error()).isEqualTo("tenant must be acme");
  }

  /** A database refuses them, and with them the 50,000 good ones of their batch. */
  @Test
  void shouldTellTimesThatNoDatabaseHoldsByTheirLines() throws IOException {
    Report report =
        read(
            "email,created_at,expires_at\n"
                + "a@example.org,-1000000000-01-01T00:00:00Z,\n"
                + "b@example.org,,+300000-01-01T00:00:00Z\n"
                + "c@example.org,2026-01-01T00:00:00Z,9999-12-31T23:59:59Z\n");

    assertThat(report.errors()).extracting(SuppressionCsv.LineError::line).containsExactly(2L, 3L);
    assertThat(taken).hasSize(1);
  }

  @Test
  void shouldHandOverInBatchesAndCount() throws IOException {
    var file = new StringBuilder("email\n");
    for (int i = 0; i < 25; i++) {
      file.append("user").append(i).append("@example.org\n");
    }

    Report report = read(file.toString());

    assertThat(batches).containsExactly(10, 10, 5);
    assertThat(report.count()).isEqualTo(new Count(25, 0));
  }

  @Test
  void shouldBoundLinesAndErrors() throws IOException {
    String file = "a@example.org" + ",".repeat(20_000) + "\n" + "x\n".repeat(1_500);

    Report report = read(file);

    assertThat(report.faulty()).isEqualTo(1_501);
    assertThat(report.errors()).hasSize(1_000);
    assertThat(report.errors().get(0).error()).contains("more than 16384 characters");
  }

  @Test
  void shouldComeToAnEndWhateverTheFileIs() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String letters = "\",\n\r@.ab\u0000\uFEFF\uD83D*";
    for (int i = 0; i < 300; i++) {
      var file = new StringBuilder();
      for (int j = random.nextInt(400); j > 0; j--) {
        file.append(letters.charAt(random.nextInt(letters.length())));
      }
      Report report = read(file.toString());
      assertThat(report.faulty()).as("seed %d", seed).isLessThanOrEqualTo(report.lines());
    }
  }

  @Test
  void shouldSayThatTheFileCannotBeReadOn() {
    Reader broken =
        new Reader() {
          @Override
          public int read(char[] block, int from, int length) throws IOException {
            throw new IOException("cut off");
          }

          @Override
          public void close() {}
        };

    assertThatThrownBy(() -> csv().read(broken)).isInstanceOf(IOException.class);
  }

  @Test
  void shouldReadBackWhatItWrites() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<Suppression> entries = new ArrayList<>();
    var file = new StringBuilder(SuppressionCsv.head());
    for (int i = 0; i < 200; i++) {
      Suppression entry = some(random, i);
      entries.add(entry);
      file.append(SuppressionCsv.line(new Listed("0".repeat(32), entry)));
    }

    Report report = read(file.toString());

    assertThat(report.errors()).as("seed %d", seed).isEmpty();
    assertThat(taken).as("seed %d", seed).isEqualTo(entries);
  }

  private static Suppression some(Random random, int i) {
    String note = random.nextBoolean() ? "" : "a,\"b\" 'c' " + random.nextInt(9) + ", d";
    return new Suppression(
        Optional.of(SuppressionSubject.parse("user" + i + "@example.org")),
        random.nextBoolean() ? SuppressionScope.ofTenant("acme") : SuppressionScope.ofBulk("acme"),
        SuppressionReason.values()[random.nextInt(SuppressionReason.values().length)],
        new Evidence(random.nextBoolean() ? "" : "recipient_unknown", "", "", note),
        "al",
        NOON.minusSeconds(random.nextInt(1000)),
        random.nextBoolean() ? Optional.empty() : Optional.of(NOON.plusSeconds(i)));
  }

  @Test
  void shouldWriteNoLineForAnErasedAddress() {
    var erased =
        new Suppression(
            Optional.empty(),
            SuppressionScope.GLOBAL,
            SuppressionReason.UNSUBSCRIBED,
            Evidence.NONE,
            "relay",
            NOON,
            Optional.empty());

    assertThat(SuppressionCsv.line(new Listed("0".repeat(32), erased))).isEmpty();
  }

  private Report read(String file) throws IOException {
    taken.clear();
    batches.clear();
    return csv().read(new StringReader(file));
  }

  private SuppressionCsv csv() {
    var entries = new SuppressionReader("acme", true, SuppressionReason.MANUAL, "al", NOON);
    return new SuppressionCsv(
        entries,
        10,
        some -> {
          batches.add(some.size());
          taken.addAll(some);
          return new Count(some.size(), 0);
        });
  }
}
