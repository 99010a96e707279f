package relay.launcher;

import java.util.List;
import java.util.Set;
import relay.domain.feedback.reply.Finding;
import relay.domain.feedback.reply.FindingJson;
import relay.domain.feedback.reply.Moment;
import relay.domain.feedback.reply.ReplyClassifier;
import relay.domain.feedback.reply.ReplyLine;

/** {@code relay diagnose reply}: the class of a reply, by the classifier of the mail path. */
final class DiagnoseReply implements Subcommand {
  private static final String PROVIDER = "--provider";
  private static final String JSON = "--json";
  private static final String TEXT = "--text";

  @Override
  public String usage() {
    return "diagnose reply TEXT [--provider NAME] [--text]   what the reply of a server is about";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "diagnose reply '550 5.1.1 no such user'",
        "diagnose reply '550 5.7.1 refused (S3140)' --provider microsoft --text");
  }

  @Override
  public int run(List<String> line, Console console) {
    Arguments arguments = Arguments.of(line, Set.of(PROVIDER), Set.of(JSON, TEXT));
    if (arguments.words().isEmpty()) {
      throw new Refusal(Refusal.USAGE, "which reply? relay diagnose reply TEXT");
    }
    String provider = arguments.option(PROVIDER).orElse("");
    if (!provider.isEmpty() && !ReplyClassifier.providers().contains(provider)) {
      throw new Refusal(
          Refusal.USAGE,
          "there are no rules for the provider "
              + provider
              + "; known are "
              + String.join(", ", ReplyClassifier.providers()));
    }
    ReplyLine reply = ReplyLine.read(String.join(" ", arguments.words()));
    Finding found = new ReplyClassifier().find(reply.asReply(Moment.UNKNOWN, provider));
    console.say(arguments.has(TEXT) ? text(found) : FindingJson.of(reply, found).toString());
    return 0;
  }

  private static String text(Finding found) {
    return found.result()
        + (found.result().endsAddress() ? ", hard: no mail will reach this address" : ", soft")
        + "\nby "
        + found.by();
  }
}
