package relay.domain.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;
import relay.domain.http.IdempotencyKeys.Claim;
import relay.domain.settings.Settings;

/** Who may come in by HTTP from this machine, and what his requests may repeat. */
class LocalTokenTest {
  @TempDir Path folder;

  @Test
  void shouldMakeATokenOnceAndKeepItForItsOwnerOnly() throws IOException {
    LocalToken token = LocalToken.in(folder.resolve("data"));
    assertThat(token.read()).isEmpty();

    String made = token.orMake(new Random(1));

    assertThat(Base64.getUrlDecoder().decode(made)).hasSize(32);
    assertThat(token.orMake(new Random(2))).isEqualTo(made);
    assertThat(LocalToken.in(folder.resolve("data")).read()).contains(made);
    Path file = folder.resolve("data/relay.token");
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    assertThat(folder.resolve("data/relay.token.new")).doesNotExist();
  }

  /** A crash before the move leaves a draft, which must not be in the way for ever. */
  @Test
  void shouldMakeATokenOverADraftOfACrash() throws IOException {
    Files.writeString(folder.resolve("relay.token.new"), "half");

    String made = LocalToken.in(folder).orMake(new Random(1));

    assertThat(LocalToken.in(folder).read()).contains(made);
  }

  @Test
  void shouldSayThatTheFolderCannotBeUsed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");

    assertThatThrownBy(() -> LocalToken.in(file.resolve("data")).orMake(new Random(1)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("the token of the command line cannot be written");
  }

  @ParameterizedTest
  @CsvSource({
    "abc, abc, true",
    "abc, abd, false",
    "abc, ab, false",
    "abc, '', false",
    "'', '', true"
  })
  void shouldCompareTokensWhole(String token, String given, boolean same) {
    assertThat(LocalToken.matches(token, given)).isEqualTo(same);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, true",
    "LOCALHOST, true",
    "127.0.0.1, true",
    "127.1.2.3, true",
    "::1, true",
    "[::1], true",
    "0:0:0:0:0:0:0:1, true",
    "localhost., false",
    "localhost.evil.example, false",
    "127.0.0.1.evil.example, false",
    "127.0.0, false",
    "1270.0.0.1, false",
    "0.0.0.0, false",
    "::, false",
    "[::], false",
    "192.0.2.1, false",
    "'', false",
    "evil.example, false"
  })
  void shouldKnowTheNamesOfThisMachine(String host, boolean loopback) {
    assertThat(Loopback.names(host)).isEqualTo(loopback);
  }

  /** A page whose name was made to point at us carries that name in the Host header. */
  @ParameterizedTest
  @CsvSource({
    "localhost:8080, true",
    "localhost, true",
    "127.0.0.1:8080, true",
    "[::1]:8080, true",
    "evil.example:8080, false",
    "localhost:8080.evil.example, false",
    "evil.example#localhost, false",
    "localhost:, false",
    "localhost:123456, false",
    "'', false",
    ":8080, false"
  })
  void shouldKnowThisMachineInAHostHeader(String header, boolean loopback) {
    assertThat(Loopback.namedByHostHeader(header)).isEqualTo(loopback);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "abc | abc",
        "\"abc\" | abc",
        "' abc ' | abc",
        "\" | \"",
        "\"\" | \"\"",
        "a b | none",
        "'' | none",
        "\u00e4 | none"
      })
  void shouldReadAKeyWithOrWithoutQuotes(String header, String key) {
    assertThat(IdempotencyKey.readHeader(header).orElse(null)).isEqualTo(key);
  }

  @Test
  void shouldBoundKeys() {
    assertThat(IdempotencyKey.readHeader("k".repeat(200))).isPresent();
    assertThat(IdempotencyKey.readHeader("k".repeat(201))).isEmpty();
    assertThat(IdempotencyKey.readHeader("a\u0000b")).isEmpty();
    assertThat(IdempotencyKey.readHeader("a\r\nX: y")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Basic",
        "Basic ",
        "Digest dXNlcjpwYXNz",
        "Basic !!!",
        "Basic dXNlcg==",
        "Basic OnBhc3M=",
        "Basic dXNlcjpwYXNz x",
        "Bearer ="
      })
  void shouldReadNoCredentialsOfWhatAreNone(String header) {
    assertThat(Credentials.read(header)).isEmpty();
    assertThat(Credentials.read("Basic " + "A".repeat(5_000))).isEmpty();
  }

  /** RFC 7617 2: the first colon divides, so a password may have more. */
  @Test
  void shouldReadAPasswordWithColons() {
    String token =
        Base64.getEncoder()
            .encodeToString("user:pa:ss".getBytes(java.nio.charset.StandardCharsets.UTF_8));

    assertThat(Credentials.read("bAsIc   " + token)).contains(new Credentials("user", "pa:ss"));
    assertThat(new Credentials("user", "pass")).hasToString("Credentials[user=user]");
  }

  /** A table of the keys as they should be, whatever the order of claims, answers and time. */
  @Test
  void shouldRememberAKeyForItsTimeAndNoLonger() {
    Chance.rounds(
        100,
        random -> {
          Instant now = Instant.parse("2026-01-01T12:00:00Z");
          IdempotencyBook book = new IdempotencyBook(Duration.ofSeconds(100), 1_000);
          Map<String, Instant> since = new HashMap<>();
          Map<String, String> answers = new HashMap<>();
          for (int i = 0; i < 60; i++) {
            now = now.plusSeconds(random.nextInt(20));
            String name = "k" + random.nextInt(6);
            IdempotencyKey key = new IdempotencyKey("ann", name, "content of " + name);
            boolean known =
                since.containsKey(name) && since.get(name).plusSeconds(100).isAfter(now);
            Claim claim = book.claim(key, now);
            if (!known) {
              assertThat(claim).isEqualTo(new Claim.Granted());
              since.put(name, now);
              answers.remove(name);
            } else if (answers.containsKey(name)) {
              assertThat(claim).isEqualTo(new Claim.Answered(answers.get(name)));
            } else {
              assertThat(claim).isEqualTo(new Claim.InProgress());
            }
            if (!answers.containsKey(name) && random.nextBoolean()) {
              book.answered(key, "answer " + i, now);
              answers.put(name, "answer " + i);
              since.put(name, now);
            }
            assertThat(book.claim(new IdempotencyKey("ann", name, "other"), now))
                .isEqualTo(new Claim.OtherContent());
          }
          assertThat(book.size()).isLessThanOrEqualTo(6);
        });
  }

  @Test
  void shouldKeepTheKeysOfAccountsApart() {
    Instant now = Instant.parse("2026-01-01T12:00:00Z");
    IdempotencyBook book = new IdempotencyBook(Duration.ofSeconds(100), 2);

    assertThat(book.claim(new IdempotencyKey("ann", "k", "x"), now)).isEqualTo(new Claim.Granted());
    assertThat(book.claim(new IdempotencyKey("bob", "k", "y"), now)).isEqualTo(new Claim.Granted());
    assertThat(book.claim(new IdempotencyKey("eve", "k", "z"), now)).isEqualTo(new Claim.Full());
    book.release(new IdempotencyKey("bob", "k", "y"));
    assertThat(book.claim(new IdempotencyKey("eve", "k", "z"), now)).isEqualTo(new Claim.Granted());
  }

  @Test
  void shouldListenForThisMachineOnlyUnlessToldOtherwise() {
    assertThat(settings(Map.of()).isLoopbackOnly()).isTrue();
    assertThat(settings(Map.of("http.address", "0.0.0.0")).isLoopbackOnly()).isFalse();
    assertThat(settings(Map.of("http.address", "::1")).isLoopbackOnly()).isTrue();
    assertThat(settings(Map.of()).bodyMax()).isEqualTo(40L << 20);
    assertThat(settings(Map.of()).idempotencyTime()).isEqualTo(Duration.ofDays(1));
  }

  private static HttpSettings settings(Map<String, String> file) {
    return HttpSettings.from(Settings.of(HttpSettings.ALL, file, Map.of()));
  }
}
