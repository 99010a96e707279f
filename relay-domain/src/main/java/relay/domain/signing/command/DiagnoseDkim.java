package relay.domain.signing.command;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import relay.domain.signing.DkimKeyLookup;
import relay.domain.signing.DkimResult;
import relay.domain.signing.DkimStatus;
import relay.domain.signing.DkimVerifier;
import relay.domain.signing.VerifierLimits;
import relay.domain.signing.command.Arguments.WrongCall;

/**
 * {@code relay diagnose dkim FILE}: what the verifier makes of a mail, as JSON or for people.
 * Thread-safe.
 */
public final class DiagnoseDkim {
  private static final String USAGE =
      """
      relay diagnose dkim FILE [--key-file RECORDS] [--text]
          verifies the DKIM signatures of the mail in FILE; keys come from the DNS, or from
          a file with lines as 'relay dkim show' prints them
      """;
  private static final String KEY_FILE = "--key-file";
  private static final String TEXT = "--text";
  private static final Set<String> FORMS = Set.of(TEXT, "--json");

  private final DkimKeyLookup dns;
  private final InstantSource clock;

  public DiagnoseDkim(DkimKeyLookup dns, InstantSource clock) {
    this.dns = dns;
    this.clock = clock;
  }

  /**
   * Does what the words after {@code relay diagnose dkim} say; answers the exit code, which is 0
   * whatever the verdict.
   */
  public int run(List<String> args, PrintStream out) {
    try {
      List<String> words = args.stream().filter(word -> !FORMS.contains(word)).toList();
      Arguments arguments = Arguments.of(words, Set.of(KEY_FILE));
      if (arguments.words().size() != 1) {
        throw new WrongCall("one file is needed");
      }
      String keyFile = arguments.options().get(KEY_FILE);
      DkimKeyLookup keys = keyFile == null ? dns : recordsIn(Path.of(keyFile));
      List<DkimResult> results =
          new DkimVerifier(keys, clock, VerifierLimits.DEFAULT)
              .verify(MailFile.of(Path.of(arguments.words().get(0))));
      if (args.contains(TEXT)) {
        text(results).forEach(out::println);
      } else {
        out.println(json(results));
      }
      return 0;
    } catch (WrongCall e) {
      out.println("relay diagnose dkim: " + e.getMessage());
      out.print(USAGE);
      return 2;
    } catch (IOException | InvalidPathException e) {
      out.println("relay diagnose dkim: the file cannot be read: " + e);
      return 1;
    }
  }

  /** The results as a document: the best one as {@code result}, then each signature. */
  public static JsonObject json(List<DkimResult> results) {
    JsonProvider json = JsonProvider.provider();
    JsonArrayBuilder signatures = json.createArrayBuilder();
    for (DkimResult result : results) {
      signatures.add(
          json.createObjectBuilder()
              .add("result", result.status().word())
              .add("reason", result.reason())
              .add("domain", result.domain())
              .add("selector", result.selector())
              .add("algorithm", result.algorithm())
              .add("testing", result.testing()));
    }
    return json.createObjectBuilder()
        .add("result", overall(results))
        .add("signatures", signatures)
        .build();
  }

  private static List<String> text(List<DkimResult> results) {
    List<String> lines = new ArrayList<>();
    lines.add(overall(results) + ": " + results.size() + " signatures");
    for (DkimResult result : results) {
      String testing = result.testing() ? ", a key for testing" : "";
      String reason = result.reason().isEmpty() ? "" : ": " + result.reason();
      lines.add(
          "  %s by %s of %s, %s%s%s"
              .formatted(
                  result.status().word(),
                  result.selector(),
                  result.domain(),
                  result.algorithm(),
                  testing,
                  reason));
    }
    return lines;
  }

  private static String overall(List<DkimResult> results) {
    return results.stream()
        .map(DkimResult::status)
        .min(DkimStatus::compareTo)
        .map(DkimStatus::word)
        .orElse("none");
  }

  private static DkimKeyLookup recordsIn(Path file) throws IOException {
    return new KeyRecordFile(Files.readString(file, StandardCharsets.UTF_8));
  }
}
