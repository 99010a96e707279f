package relay.domain.explain;

import jakarta.json.JsonObject;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;
import relay.domain.listener.ListenerSettings;
import relay.domain.mail.CampaignName;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Envelope;
import relay.domain.mail.IpLiteral;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOptions;
import relay.domain.mail.Recipient;
import relay.domain.mail.ReversePath;
import relay.domain.reception.Account;
import relay.domain.reception.Accounts;
import relay.domain.reception.AuthenticatedUser;
import relay.domain.reception.ClientSession;
import relay.domain.reception.ListenerRole;
import relay.domain.tenancy.CurrentTenancy;
import relay.domain.tenancy.ShortName;

/** Reads what somebody wants to know about a mail that nobody has handed in. Thread-safe. */
public final class QuestionReader {
  private static final Set<String> KNOWN =
      Set.of(
          "from",
          "author",
          "to",
          "size",
          "stream",
          "campaign",
          "lane",
          "credential",
          "address",
          "listener");
  private static final long SIZE_MAX = 1L << 40;
  private static final String ADDRESS_RULE = "must be a mail address";
  private final CurrentTenancy tenancy;
  private final Accounts accounts;
  private final List<ListenerSettings> listeners;

  public QuestionReader(
      CurrentTenancy tenancy, Accounts accounts, List<ListenerSettings> listeners) {
    this.tenancy = tenancy;
    this.accounts = accounts;
    this.listeners = List.copyOf(listeners);
  }

  /**
   * The mail that is asked about.
   *
   * @throws InvalidField naming the first field that breaks a rule
   */
  public HypotheticalMail read(JsonObject question) {
    for (String name : question.keySet()) {
      if (!KNOWN.contains(name)) {
        throw new InvalidField(
            name, "must be left out: known are " + String.join(", ", new TreeSet<>(KNOWN)));
      }
    }
    Fields fields = new Fields(question);
    String from =
        fields.text("from").orElseThrow(() -> fields.invalid("from", ADDRESS_RULE + ", or <>"));
    ReversePath sender =
        from.isEmpty() || from.equals("<>")
            ? ReversePath.NULL
            : ReversePath.of(
                fields.value("from", ADDRESS_RULE + ", or <>", EmailAddress::parse).orElseThrow());
    EmailAddress author =
        fields
            .value("author", ADDRESS_RULE, EmailAddress::parse)
            .or(sender::address)
            .orElse(new EmailAddress("mailer-daemon", "localhost"));
    List<Recipient> recipients =
        fields.list("to", ADDRESS_RULE, EmailAddress::parse).stream().map(Recipient::of).toList();
    if (recipients.isEmpty() || recipients.size() > MailExplainer.RECIPIENTS_MAX) {
      throw fields.invalid(
          "to", "must be a list of 1 to " + MailExplainer.RECIPIENTS_MAX + " mail addresses");
    }
    return new HypotheticalMail(
        client(fields),
        new Envelope(sender, recipients, MailOptions.NONE),
        author.toString(),
        fields.number("size", 0, SIZE_MAX, 0),
        fields.value("stream", ShortName.RULE, ShortName::of),
        fields.value("campaign", CampaignName.RULE, CampaignName::of),
        fields.word("lane", Lane.class));
  }

  private ClientSession client(Fields fields) {
    ListenerSettings listener = listener(fields);
    InetAddress address =
        fields
            .value(
                "address",
                "must be an IPv4 or IPv6 address",
                text -> IpLiteral.parse(text).orElseThrow(IllegalArgumentException::new))
            .orElseGet(InetAddress::getLoopbackAddress);
    return new ClientSession(
        listener.name(),
        listener.role(),
        address,
        "",
        "ESMTP",
        Optional.empty(),
        fields.text("credential").map(text -> user(fields, text)));
  }

  private ListenerSettings listener(Fields fields) {
    Optional<String> name = fields.text("listener");
    return listeners.stream()
        .filter(l -> name.map(l.name()::equals).orElse(l.role() == ListenerRole.SUBMISSION))
        .findFirst()
        .orElseThrow(
            () ->
                fields.invalid(
                    "listener",
                    "must be one of "
                        + String.join(
                            ", ", listeners.stream().map(ListenerSettings::name).toList())));
  }

  /** By the id of a credential, or by a login name, of the settings file, too. */
  private AuthenticatedUser user(Fields fields, String text) {
    return tenancy
        .get()
        .credential(text)
        .map(AuthenticatedUser::holding)
        .or(() -> accounts.find(Account.folded(text)).map(Account::user))
        .orElseThrow(
            () -> fields.invalid("credential", "must be the id or login name of a credential"));
  }
}
