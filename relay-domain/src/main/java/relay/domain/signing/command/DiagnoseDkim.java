package relay.domain.signing.command;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import relay.domain.signing.DkimKeyLookup;
import relay.domain.signing.DkimResult;
import relay.domain.signing.DkimStatus;
import relay.domain.signing.DkimVerifier;
import relay.domain.signing.VerifierLimits;
import relay.domain.signing.command.Arguments.WrongCall;

/** {@code relay diagnose dkim FILE}: what the verifier makes of a mail, as JSON. Thread-safe. */
public final class DiagnoseDkim {
  private static final String USAGE =
      """
      relay diagnose dkim FILE [--key-file RECORDS]
          verifies the DKIM signatures of the mail in FILE; keys come from the DNS, or from
          a file with lines as 'relay dkim show' prints them
      """;
  private static final String KEY_FILE = "--key-file";

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
      Arguments arguments = Arguments.of(args, Set.of(KEY_FILE));
      if (arguments.words().size() != 1) {
        throw new WrongCall("one file is needed");
      }
      String keyFile = arguments.options().get(KEY_FILE);
      DkimKeyLookup keys = keyFile == null ? dns : recordsIn(Path.of(keyFile));
      List<DkimResult> results =
          new DkimVerifier(keys, clock, VerifierLimits.DEFAULT)
              .verify(MailFile.of(Path.of(arguments.words().get(0))));
      out.println(json(results));
      return 0;
    } catch (WrongCall e) {
      out.println("relay diagnose dkim: " + e.getMessage());
      out.print(USAGE);
      return 2;
    } catch (IOException e) {
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
