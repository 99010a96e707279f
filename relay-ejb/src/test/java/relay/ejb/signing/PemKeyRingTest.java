package relay.ejb.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.mail.DomainName;
import relay.domain.signing.KeyMaker;
import relay.domain.signing.KeyPem;
import relay.domain.signing.ReadyKey;
import relay.domain.signing.SigningSettings.RsaProvider;

class PemKeyRingTest {
  private static final DomainName EXAMPLE = DomainName.of("example.org");
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private final KeyMaker maker = new KeyMaker(new SecureRandom());
  private final RsaEngines rsa = RsaEngines.choose(RsaProvider.JDK);
  private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
  @TempDir Path data;
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectories(data.resolve("dkim"));
  }

  @Test
  void shouldFindKeysByDomainAndSelector() throws IOException {
    write("example.org", "b", KeyPem.write(maker.ed25519()));
    write("example.org", "a", KeyPem.write(maker.rsa(1024)));
    write("example.com", "c", KeyPem.write(maker.ed25519()));

    PemKeyRing ring = ring();

    assertThat(names(ring.keysFor(EXAMPLE)))
        .isEqualTo(
            "a._domainkey.example.org (rsa-sha256), b._domainkey.example.org (ed25519-sha256)");
    assertThat(ring.keysFor(DomainName.of("sub.example.org"))).isEmpty();
    assertThat(ring.keys()).hasSize(3);
    assertThat(ring.problems()).isEmpty();
    assertThat(ring.keysFor(EXAMPLE).get(1).engine().sign(new byte[32])).hasSize(64);
  }

  @Test
  void shouldBeEmptyWithoutAFolder() {
    PemKeyRing ring = new PemKeyRing(data.resolve("none"), rsa, INTERVAL, () -> now);

    assertThat(ring.keysFor(EXAMPLE)).isEmpty();
    assertThat(ring.problems()).isEmpty();
  }

  @Test
  void shouldFindChangesOnlyAfterTheInterval() throws IOException {
    PemKeyRing ring = ring();
    write("example.org", "a", KeyPem.write(maker.ed25519()));

    now = now.plusSeconds(4);
    assertThat(ring.keysFor(EXAMPLE)).isEmpty();
    now = now.plusSeconds(1);
    assertThat(ring.keysFor(EXAMPLE)).hasSize(1);

    Files.delete(folder.resolve("example.org/a.pem"));
    now = now.plusSeconds(5);
    assertThat(ring.keysFor(EXAMPLE)).isEmpty();
  }

  @Test
  void shouldKeepUnchangedKeysWithTheirEngines() throws IOException {
    write("example.org", "a", KeyPem.write(maker.ed25519()));
    PemKeyRing ring = ring();
    ReadyKey before = ring.keysFor(EXAMPLE).get(0);

    now = now.plusSeconds(6);

    assertThat(ring.keysFor(EXAMPLE).get(0)).isSameAs(before);
  }

  @Test
  void shouldTakeAReplacedKey() throws IOException {
    write("example.org", "a", KeyPem.write(maker.ed25519()));
    PemKeyRing ring = ring();
    byte[] before = ring.keysFor(EXAMPLE).get(0).engine().sign(new byte[32]);

    write("example.org", "a", "# new\n" + KeyPem.write(maker.ed25519()));
    now = now.plusSeconds(5);

    assertThat(ring.keysFor(EXAMPLE).get(0).engine().sign(new byte[32])).isNotEqualTo(before);
  }

  @Test
  void shouldKeepOtherKeysWhenOneIsBroken() throws IOException {
    write("example.org", "a", KeyPem.write(maker.ed25519()));
    write(
        "example.org", "broken", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
    write("example.org", "text", "hello");
    write("example.org", "bad selector!", KeyPem.write(maker.ed25519()));
    write("example.org", "long", "x".repeat(70_000));
    Files.createDirectory(folder.resolve("example.org/dir.pem"));
    Files.writeString(folder.resolve("stray.txt"), "");
    Files.createDirectory(folder.resolve("-no-domain-"));

    PemKeyRing ring = ring();

    assertThat(names(ring.keysFor(EXAMPLE))).isEqualTo("a._domainkey.example.org (ed25519-sha256)");
    assertThat(ring.problems())
        .hasSize(7)
        .anyMatch(text -> text.contains("broken.pem cannot be used") && text.contains("make a new"))
        .anyMatch(text -> text.contains("text.pem") && text.contains("relay dkim create"))
        .anyMatch(text -> text.contains("bad selector!.pem"))
        .anyMatch(text -> text.contains("long.pem") && text.contains("too long"))
        .anyMatch(text -> text.contains("dir.pem cannot be read"))
        .anyMatch(text -> text.contains("stray.txt"))
        .anyMatch(text -> text.contains("-no-domain-"));
  }

  @Test
  void shouldUseARepairedKey() throws IOException {
    write("example.org", "a", "half a key");
    PemKeyRing ring = ring();

    write("example.org", "a", KeyPem.write(maker.ed25519()));
    now = now.plusSeconds(5);

    assertThat(ring.keysFor(EXAMPLE)).hasSize(1);
    assertThat(ring.problems()).isEmpty();
  }

  @Test
  void shouldSignWithFourKeysAtMostAndSaySo() throws IOException {
    for (int i = 0; i < 6; i++) {
      write("example.org", "k" + i, KeyPem.write(maker.ed25519()));
    }

    PemKeyRing ring = ring();

    assertThat(ring.keysFor(EXAMPLE)).hasSize(4);
    assertThat(ring.problems()).singleElement().asString().contains("more than 4 keys");
  }

  @Test
  void shouldWarnWhenEverybodyCanReadAKey() throws IOException {
    Path key = write("example.org", "a", KeyPem.write(maker.ed25519()));
    assumeTrue(Files.getFileStore(key).supportsFileAttributeView("posix"), "POSIX files only");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));

    PemKeyRing ring = ring();

    assertThat(ring.keysFor(EXAMPLE)).hasSize(1);
    assertThat(ring.problems()).singleElement().asString().contains("chmod 600");
  }

  @Test
  void shouldKeepKnownKeysWhenTheFolderCannotBeListed() throws IOException {
    write("example.org", "a", KeyPem.write(maker.ed25519()));
    PemKeyRing ring = ring();

    Files.move(folder, data.resolve("moved"));
    Files.writeString(folder, "a file, no folder");
    now = now.plusSeconds(5);

    assertThat(ring.keysFor(EXAMPLE)).hasSize(1);
  }

  @Test
  void shouldAnswerEightThreadsWhileKeysChange() throws Exception {
    write("example.org", "a", KeyPem.write(maker.ed25519()));
    PemKeyRing ring = ring();
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Boolean>> tasks =
          IntStream.range(0, 8)
              .<Callable<Boolean>>mapToObj(
                  thread ->
                      () -> {
                        boolean always = true;
                        for (int i = 0; i < 300; i++) {
                          if (thread == 0) {
                            write("example.com", "k" + i % 3, "attempt " + i);
                            now = now.plusSeconds(6);
                          }
                          always &= ring.keysFor(EXAMPLE).size() == 1;
                        }
                        return always;
                      })
              .toList();
      for (Future<Boolean> always : pool.invokeAll(tasks)) {
        assertThat(always.get()).isTrue();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private PemKeyRing ring() {
    return new PemKeyRing(folder, rsa, INTERVAL, () -> now);
  }

  private Path write(String domain, String selector, String text) throws IOException {
    Path file = Files.createDirectories(folder.resolve(domain)).resolve(selector + ".pem");
    Files.writeString(file, text);
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    return file;
  }

  private static String names(List<ReadyKey> keys) {
    return keys.stream().map(key -> key.key().toString()).collect(Collectors.joining(", "));
  }
}
