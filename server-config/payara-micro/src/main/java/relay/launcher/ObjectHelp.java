package relay.launcher;

/** The page of {@code relay KIND --help}. */
final class ObjectHelp {
  private static final int FIELD_WIDTH = 30;
  private final ObjectKind kind;

  ObjectHelp(ObjectKind kind) {
    this.kind = kind;
  }

  /** Lines ended. */
  String page() {
    String word = "relay " + kind.word();
    String whose = kind.mayBeOfPlatform() ? " [--tenant T|--platform]" : " [--tenant T]";
    String tenant = kind.isOfTenant() ? whose : "";
    var page = new StringBuilder(kind.word()).append(": ").append(kind.says()).append("\n\n");
    line(page, word + " list" + tenant + " [NAME=VALUE...] [--q TEXT] [--limit 1000]");
    line(page, word + " show ID" + tenant);
    line(page, word + " create [ID]" + tenant + " [NAME=VALUE...] [--file JSON] [--dry-run]");
    if (!kind.fields().isEmpty()) {
      line(page, word + " set ID" + tenant + " NAME=VALUE... [--file JSON] [--dry-run]");
    }
    line(page, word + " delete ID" + tenant + " [--dry-run]");
    if (kind == ObjectKind.DOMAIN) {
      line(page, word + " verify ID" + tenant + "     looks for its proof in the DNS");
    }
    if (kind == ObjectKind.WEBHOOK) {
      line(page, word + " test ID" + tenant + "           posts a test event now");
      line(page, word + " deliveries ID" + tenant + "     the newest posts");
      line(page, word + " replay ID" + tenant + " from=TIME until=TIME   tells it again");
    }
    if (kind == ObjectKind.TEMPLATE) {
      templateVerbs(page, word, tenant);
    }
    if (kind == ObjectKind.ROUTE) {
      line(page, word + " test RECIPIENT [sender=A] [tenant=T] [stream=S] [lane=L] [size=N]");
      line(page, "                  [headers.FIELD=TEXT] [route=R] [--connect]");
      line(page, "                       which rule matches, where it goes, what hosts there say");
      line(page, word + " health ID            how its targets do");
      line(page, word + " spend [days|months]  what targets took and cost, what is left of quotas");
      line(page, word + " profiles [PROFILE]   services whose hosts and terms are known");
    }
    if (kind == ObjectKind.WARM_UP) {
      line(page, word + " progress             how far each source is with each provider");
      line(page, word + " forecast ID [provider=P] [volume=N]   day by day until nothing spills");
      line(page, word + " pause|resume ID      no first attempt from the source, or again");
    }
    page.append('\n');
    if (!kind.fields().isEmpty()) {
      page.append("names\n");
      kind.fields().forEach(f -> line(page, pad(f.usage()) + " " + f.says()));
      line(page, pad("NAME=null") + " sets the default");
      page.append('\n');
    }
    options(page);
    page.append("\nexamples\n");
    kind.examples().forEach(e -> line(page, "relay " + e));
    return page.toString();
  }

  private void options(StringBuilder page) {
    page.append("options\n");
    if (kind.isOfTenant()) {
      line(
          page,
          pad("--tenant T")
              + (kind.usualTenant().isEmpty()
                  ? " whose; without it the platform's"
                  : " whose it is; without it the tenant default"));
    }
    if (kind.mayBeOfPlatform()) {
      line(page, pad("--platform") + " the platform's own, instead of a tenant's");
    }
    line(page, pad("--json") + " the answer of the relay as it is, for scripts");
    line(page, pad("--dry-run") + " tells what would change, and changes nothing");
    line(page, pad("--file JSON") + " a document as show --json prints it; - is the input");
    line(page, pad("--if-version N") + " only if nobody has changed it since; --file implies it");
  }

  private static void templateVerbs(StringBuilder page, String word, String tenant) {
    line(page, word + " preview ID" + tenant + " [version=N] [data.NAME=VALUE...] [--file JSON]");
    line(page, word + " check ID" + tenant + " [version=N] [data.NAME=VALUE...] [--file JSON]");
    line(page, word + " test ID" + tenant + " from=A to=A,A [stream=S] [version=N] [data...]");
    line(page, "                       sends it; without a version as it is being written");
    line(page, word + " publish ID" + tenant + "        makes a version for mails from now on");
    line(page, word + " versions ID" + tenant);
    line(page, word + " withdraw ID [N]" + tenant + "   takes versions away");
  }

  private static void line(StringBuilder page, String text) {
    page.append("  ").append(text.stripTrailing()).append('\n');
  }

  private static String pad(String text) {
    return text + " ".repeat(Math.max(0, FIELD_WIDTH - text.length()));
  }
}
