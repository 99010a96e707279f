package relay.launcher;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Shows what the relay makes of an input, by the very code of the mail path. */
final class DiagnoseCommand implements Subcommand {
  /** What can be diagnosed, by its word, in the order of the help. */
  private final Map<String, Subcommand> verbs = new LinkedHashMap<>();

  /**
   * @param relay for what only the running relay knows
   */
  DiagnoseCommand(Supplier<ApiClient> relay) {
    verbs.put("mail", new DiagnoseMail());
    verbs.put("spf", new DiagnoseSpf());
    verbs.put("dkim", new DiagnoseSignatures());
    verbs.put("reply", new DiagnoseReply());
    verbs.put("dns", new DiagnoseDns(relay));
    verbs.put("tls", new DiagnoseTls(relay));
    verbs.put("tls-report", new DiagnoseTlsReport(relay));
    verbs.put("route", new DiagnoseRoute(relay));
    verbs.put("dmarc", new DiagnoseDmarc());
    verbs.put("report", new DiagnoseReport());
  }

  @Override
  public String usage() {
    return "diagnose "
        + String.join("|", verbs.keySet())
        + " ...   what the relay makes of an input";
  }

  @Override
  public String help() {
    StringBuilder page = new StringBuilder("diagnose: what the relay makes of an input\n");
    for (Subcommand verb : verbs.values()) {
      String[] parts = verb.usage().split(" {3}", 2);
      page.append("\n  relay ").append(parts[0]).append("\n      ").append(parts[1]).append('\n');
    }
    return page.append("\nexamples\n")
        .append(
            verbs.values().stream()
                .flatMap(verb -> verb.examples().stream())
                .map(example -> "  relay " + example + "\n")
                .collect(Collectors.joining()))
        .toString();
  }

  @Override
  public int run(List<String> line, Console console) throws Exception {
    Subcommand verb = line.isEmpty() ? null : verbs.get(line.get(0));
    if (verb == null) {
      throw new Refusal(
          Refusal.USAGE,
          "what shall be diagnosed? "
              + verbs.values().stream()
                  .map(known -> "relay " + known.usage().split(" {3}", 2)[0])
                  .collect(Collectors.joining(", ")));
    }
    return verb.run(line.subList(1, line.size()), console);
  }
}
