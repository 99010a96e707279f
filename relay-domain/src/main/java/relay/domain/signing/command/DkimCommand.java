package relay.domain.signing.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import relay.domain.mail.DomainName;
import relay.domain.mail.InvalidAddress;
import relay.domain.signing.InvalidKey;
import relay.domain.signing.KeyMaker;
import relay.domain.signing.PublishedKey;
import relay.domain.signing.SigningKey;
import relay.domain.signing.command.Arguments.WrongCall;

/** {@code relay dkim create DOMAIN} and {@code relay dkim show DOMAIN}. Thread-safe. */
public final class DkimCommand {
  private static final String USAGE =
      """
      relay dkim create DOMAIN [--selector NAME] [--rsa-bits 2048] [--data DIR]
          makes an RSA key and an Ed25519 key and prints the DNS records to publish
      relay dkim show DOMAIN [--data DIR]
          prints the DNS records of the keys that are there
      """;
  private static final String DATA = "--data";
  private static final String SELECTOR = "--selector";
  private static final String RSA_BITS = "--rsa-bits";
  private static final String ED25519_SUFFIX = "-ed25519";

  private final Path dataFolder;
  private final SecureRandom random;

  /**
   * The command.
   *
   * @param dataFolder where keys are kept when no {@code --data} says otherwise
   */
  public DkimCommand(Path dataFolder, SecureRandom random) {
    this.dataFolder = dataFolder;
    this.random = random;
  }

  /** Does what the words after {@code relay dkim} say; answers the exit code. */
  public int run(List<String> args, PrintStream out) {
    try {
      Arguments arguments = Arguments.of(args, Set.of(DATA, SELECTOR, RSA_BITS));
      if (arguments.words().size() != 2) {
        throw new WrongCall("a command and a domain are needed");
      }
      DomainName domain = DomainName.of(arguments.words().get(1));
      String data = arguments.options().get(DATA);
      KeyFiles files = new KeyFiles(data == null ? dataFolder : Path.of(data), domain);
      return switch (arguments.words().get(0)) {
        case "create" -> create(arguments, files, domain, out);
        case "show" -> show(files, out);
        default -> throw new WrongCall("unknown command " + arguments.words().get(0));
      };
    } catch (WrongCall | InvalidAddress e) {
      out.println("relay dkim: " + e.getMessage());
      out.print(USAGE);
      return 2;
    } catch (InvalidKey e) {
      out.println("relay dkim: " + e.getMessage());
      return 1;
    } catch (FileAlreadyExistsException e) {
      out.println(
          "relay dkim: "
              + e.getFile()
              + " is there already and is not overwritten; choose another name with --selector");
      return 1;
    } catch (IOException | InvalidPathException e) {
      out.println("relay dkim: the key files cannot be read or written: " + e);
      return 1;
    }
  }

  private int create(Arguments arguments, KeyFiles files, DomainName domain, PrintStream out)
      throws IOException {
    String selector = arguments.options().getOrDefault(SELECTOR, "relay");
    SigningKey.checkSelector(selector + ED25519_SUFFIX);
    KeyMaker maker = new KeyMaker(random);
    int bits = bits(arguments.options().getOrDefault(RSA_BITS, "2048"));
    files.checkAbsent(selector, selector + ED25519_SUFFIX);
    List<SigningKey> keys = new ArrayList<>();
    keys.add(SigningKey.of(selector, domain, maker.rsa(bits)));
    keys.add(SigningKey.of(selector + ED25519_SUFFIX, domain, maker.ed25519()));
    for (SigningKey key : keys) {
      out.println("made " + files.write(key));
    }
    out.println();
    out.println(
        "Publish these records in the DNS zone of "
            + domain
            + " now: the relay signs with both keys from its next mail on.");
    out.println();
    keys.forEach(key -> out.println(PublishedKey.of(key).zoneLine()));
    return 0;
  }

  private static int show(KeyFiles files, PrintStream out) throws IOException {
    List<Path> paths = files.list();
    if (paths.isEmpty()) {
      out.println(
          "relay dkim: there are no keys in "
              + files.folder()
              + "; make some with: relay dkim create");
      return 1;
    }
    int code = 0;
    for (Path path : paths) {
      try {
        out.println(PublishedKey.of(files.read(path)).zoneLine());
      } catch (InvalidKey e) {
        out.println("; " + path + " cannot be used: " + e.getMessage());
        code = 1;
      }
    }
    return code;
  }

  private static int bits(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new WrongCall(RSA_BITS + " is a number, such as 2048");
    }
  }
}
