package relay.domain.signing.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.mail.DomainName;
import relay.domain.signing.InvalidKey;
import relay.domain.signing.KeyMaker;
import relay.domain.signing.SigningKey;

/** The private keys on disk: never overwritten, never lost, never printed. */
class KeyFilesTest {
  private static final DomainName DOMAIN = DomainName.of("b\u00fccher.example");
  private final KeyMaker maker = new KeyMaker(new SecureRandom());
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  @TempDir Path data;

  @Test
  void shouldKeepEachDomainInAFolderOfItsAsciiName() throws IOException {
    KeyFiles files = new KeyFiles(data, DOMAIN);
    SigningKey key = SigningKey.of("s1", DOMAIN, maker.ed25519());

    Path written = files.write(key);

    assertThat(written).isEqualTo(data.resolve("dkim/xn--bcher-kva.example/s1.pem"));
    assertThat(files.folder()).isEqualTo(written.getParent());
    assertThat(files.read(written)).isEqualTo(key);
  }

  @Test
  void shouldListOnlyKeysInTheOrderOfTheirNames() throws IOException {
    KeyFiles files = new KeyFiles(data, DOMAIN);
    assertThat(files.list()).isEmpty();
    for (String selector : List.of("z", "a.b", "m")) {
      files.write(SigningKey.of(selector, DOMAIN, maker.ed25519()));
    }
    Files.writeString(files.folder().resolve("README"), "keep");
    Files.writeString(files.folder().resolve("a.pem.old"), "keep");

    assertThat(files.list())
        .extracting(p -> p.getFileName().toString())
        .containsExactly("a.b.pem", "m.pem", "z.pem");
    assertThat(files.read(files.list().get(0)).selector()).isEqualTo("a.b");
  }

  @Test
  void shouldNotOverwriteWhatCameInBetween() throws IOException {
    KeyFiles files = new KeyFiles(data, DOMAIN);
    SigningKey first = SigningKey.of("s", DOMAIN, maker.ed25519());
    files.write(first);

    assertThatThrownBy(() -> files.checkAbsent("other", "s"))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("s.pem");
    assertThatCode(() -> files.checkAbsent("other", "S2")).doesNotThrowAnyException();
    assertThatThrownBy(() -> files.write(SigningKey.of("s", DOMAIN, maker.ed25519())))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(files.read(files.list().get(0))).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "nothing", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"})
  void shouldSayThatAFileHoldsNoKey(String text) throws IOException {
    Path file = Files.writeString(data.resolve("s.pem"), text);

    assertThatThrownBy(() -> new KeyFiles(data, DOMAIN).read(file)).isInstanceOf(InvalidKey.class);
  }

  @Test
  void shouldSayThatANameIsNoSelector() throws IOException {
    KeyFiles files = new KeyFiles(data, DOMAIN);
    Path good = files.write(SigningKey.of("s", DOMAIN, maker.ed25519()));
    Path bad = Files.copy(good, files.folder().resolve("a b.pem"));

    assertThatThrownBy(() -> files.read(bad))
        .isInstanceOf(InvalidKey.class)
        .hasMessageContaining("a b");
    assertThat(dkim("show", "b\u00fccher.example")).isEqualTo(1);
    assertThat(text()).contains("a b.pem cannot be used").contains("k=ed25519");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "create example.org --rsa-bits 1023 | 1 | 1024 to 8192 bits",
        "create example.org --rsa-bits 8193 | 1 | 1024 to 8192 bits",
        "create example.org --rsa-bits 2048x | 2 | --rsa-bits is a number, such as 2048",
        "create example.org --rsa-bits 99999999999 | 2 | --rsa-bits is a number",
        "create example.org --selector -x | 1 | a selector is made of letters",
        "create example.org --selector a..b | 1 | a selector is made of letters",
        "create example.org --keep yes | 2 | unknown option --keep",
        "create example.org --data | 2 | option --data needs a value",
        "create example.org other.example | 2 | a command and a domain are needed",
        "drop example.org | 2 | unknown command drop",
        "show a@example.org | 2 | not a domain name",
        "show [192.0.2.1] | 2 | not a domain name",
        "show example.org | 1 | make some with: relay dkim create"
      })
  void shouldSayWhatIsWrongWithACallAndLeaveTheDiskAlone(String words, int code, String why)
      throws IOException {
    assertThat(dkim(words.split(" "))).isEqualTo(code);
    assertThat(text()).startsWith("relay dkim: ").contains(why);
    assertThat(text().contains("relay dkim create DOMAIN [--selector NAME]")).isEqualTo(code == 2);
    try (var files = Files.list(data)) {
      assertThat(files).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"file/below", "a\u0000b"})
  void shouldSayWhichFolderCannotBeUsed(String name) throws IOException {
    Files.writeString(data.resolve("file"), "in the way");
    String folder = name.startsWith("file") ? data.resolve(name).toString() : name;

    int code = dkim("create", "example.org", "--rsa-bits", "1024", "--data", folder);

    assertThat(code).isEqualTo(1);
    assertThat(text())
        .contains("relay dkim: the key files cannot be read or written: ")
        .doesNotContain("PRIVATE KEY", "made ");
  }

  @Test
  void shouldTakeTheLastOfAnOptionThatStandsTwice() {
    Arguments arguments =
        Arguments.of(List.of("a", "--x", "1", "b", "--x", "--x"), java.util.Set.of("--x"));

    assertThat(arguments.words()).containsExactly("a", "b");
    assertThat(arguments.options()).containsEntry("--x", "--x").hasSize(1);
  }

  private int dkim(String... words) {
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    return new DkimCommand(data, new SecureRandom()).run(List.of(words), out);
  }

  private String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
