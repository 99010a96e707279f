package relay.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import relay.domain.feedback.mail.FeedbackReader;
import relay.domain.feedback.mail.ReadingLimits;
import relay.domain.feedback.mail.VerdictJson;

/**
 * {@code relay diagnose mail}: what a mail that came back says, a line of JSON for each file. A
 * file that cannot be read is told of and does not stop the others.
 */
final class DiagnoseMail implements Subcommand {

  @Override
  public String usage() {
    return "diagnose mail FILE...   what a mail that came back says: bounce, complaint, auto-reply";
  }

  @Override
  public List<String> examples() {
    return List.of("diagnose mail bounce.eml", "diagnose mail inbox/*.eml");
  }

  @Override
  public int run(List<String> line, Console console) {
    Arguments arguments = Arguments.of(line, Set.of(), Set.of("--json"));
    if (arguments.words().isEmpty()) {
      throw new Refusal(Refusal.USAGE, "which mail? relay diagnose mail FILE...");
    }
    FeedbackReader reader = new FeedbackReader();
    int exitCode = 0;
    for (String file : arguments.words()) {
      try {
        console.say(VerdictJson.line(reader.read(octets(Path.of(file)))));
      } catch (IOException | InvalidPathException e) {
        console.complain("the file " + file + " cannot be read: " + Refusal.why(e));
        exitCode = Refusal.FAILED;
      }
    }
    return exitCode;
  }

  /** As much as is read of any mail. */
  private static byte[] octets(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(ReadingLimits.DEFAULT.octetsMax());
    }
  }
}
