package relay.ejb.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.authentication.KeySet;
import relay.domain.authentication.TokenAlgorithm;
import relay.domain.authentication.TokenFactory;
import relay.domain.authentication.TokenIssuer;
import relay.domain.authentication.TokenSettings;
import relay.domain.settings.Settings;

@Timeout(180)
class KeyMemoryTest {
  private static final String KEYS = new TokenFactory().keySet();
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Optional<String> KNOWN = Optional.of("r");
  private static final Optional<String> STRANGE = Optional.of("strange");

  @TempDir Path folder;
  private Instant now = START;
  private int fetched;
  private CompletableFuture<KeySet> next = CompletableFuture.completedFuture(KeySet.parse(KEYS));
  private final KeyMemory memory =
      new KeyMemory(
          settings("20ms"),
          issuer -> {
            fetched++;
            return next;
          },
          () -> now);

  @Test
  void shouldFetchOnceAndAgainAfterTheSetTime() {
    assertThat(memory.keysOf(issuer("https://x/"), KNOWN)).isPresent();
    assertThat(memory.keysOf(issuer("https://x/"), KNOWN)).isPresent();
    assertThat(fetched).isEqualTo(1);

    now = START.plus(Duration.ofMinutes(61));
    memory.keysOf(issuer("https://x/"), KNOWN);

    assertThat(fetched).isEqualTo(2);
  }

  @Test
  void shouldServeOnWithOldKeysWhileTheIssuerIsGoneButNotForEver() {
    memory.keysOf(issuer("https://x/"), KNOWN);
    next = CompletableFuture.failedFuture(new IOException("gone"));

    now = START.plus(Duration.ofHours(23));
    assertThat(memory.keysOf(issuer("https://x/"), KNOWN)).isPresent();
    now = START.plus(Duration.ofHours(25));
    assertThat(memory.keysOf(issuer("https://x/"), KNOWN)).isEmpty();
  }

  @Test
  void shouldNotLetStrangeKeyIdsOrFailuresHammerTheIssuer() {
    memory.keysOf(issuer("https://x/"), KNOWN);
    for (int i = 0; i < 100; i++) {
      now = now.plusSeconds(1);
      memory.keysOf(issuer("https://x/"), STRANGE);
    }

    assertThat(fetched).isLessThanOrEqualTo(5);
  }

  @Test
  void shouldGiveUpWaitingForAnIssuerThatHangs() {
    next = new CompletableFuture<>();

    assertThat(memory.keysOf(issuer("https://x/"), KNOWN)).isEmpty();
    assertThat(memory.keysOf(issuer("https://x/"), KNOWN)).isEmpty();

    assertThat(fetched).isEqualTo(1);
    next.complete(KeySet.parse(KEYS));
    assertThat(memory.keysOf(issuer("https://x/"), KNOWN)).isPresent();
  }

  @Test
  void shouldFetchOverHttpAndFromAFile() throws Exception {
    try (Web web = new Web(200, KEYS)) {
      assertThat(fetch(web.url()).get(30, TimeUnit.SECONDS)).isNotNull();
    }
    Path file = Files.writeString(folder.resolve("keys.json"), KEYS);
    assertThat(fetch(file.toUri().toString()).get(30, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void shouldTakeNothingButAShortSetOfKeys() throws Exception {
    for (Web answer :
        List.of(
            new Web(500, KEYS),
            new Web(302, KEYS),
            new Web(200, "<html>"),
            new Web(200, " ".repeat(300_000) + KEYS))) {
      try (Web web = answer) {
        assertThatThrownBy(() -> fetch(web.url()).get(30, TimeUnit.SECONDS))
            .isInstanceOf(java.util.concurrent.ExecutionException.class);
      }
    }
    assertThatThrownBy(
            () -> fetch(folder.resolve("none").toUri().toString()).get(30, TimeUnit.SECONDS))
        .isInstanceOf(java.util.concurrent.ExecutionException.class);
  }

  private static CompletableFuture<KeySet> fetch(String url) {
    return new KeyFetch(Duration.ofSeconds(20)).apply(issuer(url));
  }

  private static TokenIssuer issuer(String keys) {
    return new TokenIssuer(
        "idp",
        TokenFactory.ISSUER,
        List.of("relay"),
        URI.create(keys),
        "email",
        Set.of(TokenAlgorithm.RS256),
        "");
  }

  private static TokenSettings settings(String wait) {
    return TokenSettings.from(
        Settings.of(TokenSettings.ALL, Map.of("token.keys-wait", wait), Map.of()));
  }

  /** A web server with one answer. */
  private static final class Web implements AutoCloseable {
    private final HttpServer server;

    Web(int status, String body) {
      try {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      server.createContext(
          "/",
          exchange -> {
            byte[] octets = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, octets.length);
            try (var out = exchange.getResponseBody()) {
              out.write(octets);
            }
          });
      server.start();
    }

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort() + "/keys";
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
