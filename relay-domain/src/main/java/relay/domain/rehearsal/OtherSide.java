package relay.domain.rehearsal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import relay.domain.delivery.HostTrace;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.Stage;
import relay.domain.delivery.TransmissionReport;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Recipient;
import relay.domain.smtp.SmtpReply;
import relay.domain.traffic.FlowRules;
import relay.domain.traffic.Site;

/** All sites of one model, and what they say in the words of an attempt's report. */
final class OtherSide {
  static final Recipient ANYBODY = Recipient.of(EmailAddress.parse("somebody@example.org"));
  private static final SmtpReply TAKEN = SmtpReply.received(250, List.of("2.0.0 taken"));
  private static final SmtpReply UNKNOWN =
      SmtpReply.received(550, List.of("5.1.1 No such user here"));
  private final ProviderModel model;
  private final ProviderStory story;
  private final List<Place> places = new ArrayList<>();
  private final Map<SmtpReply, RecipientReply> refusals = new HashMap<>();
  private final RecipientReply taken;
  private final RecipientReply unknown;

  /**
   * One site: its servers as our rules know them, and as they behave.
   *
   * @param domains how many it has, whose names are made when they are asked for
   * @param end of all their names
   */
  record Place(Site site, ModelledSite servers, int domains, String end) {
    /** The domain of a parcel. */
    String domainOf(int parcel) {
      return "d" + parcel % domains + end;
    }
  }

  OtherSide(ProviderModel model, FlowRules rules, double standing, RandomGenerator random) {
    this.model = model;
    this.story = new ProviderStory(model.id());
    for (int i = 0; i < model.sites(); i++) {
      places.add(
          new Place(
              rules.site(model.hostsOf(i)),
              new ModelledSite(model, standing, random),
              model.domains(),
              ".s" + i + "." + model.id() + ".example"));
    }
    this.taken = said(TAKEN, Stage.FINAL_DOT);
    this.unknown = said(UNKNOWN, Stage.RCPT);
  }

  ProviderStory story() {
    return story;
  }

  int sites() {
    return places.size();
  }

  Place place(int number) {
    return places.get(number);
  }

  /** Whether these are hosts of ours. */
  boolean has(List<String> hosts) {
    return places.stream().anyMatch(p -> p.site().hosts().equals(hosts));
  }

  /** One entry for each recipient, those with the same reply being the same object. */
  TransmissionReport report(ModelledSite.Answer answer, int recipients) {
    List<RecipientReply> replies = new ArrayList<>(recipients);
    for (int i = 0; i < answer.taken(); i++) {
      replies.add(taken);
    }
    for (int i = 0; i < answer.unknown(); i++) {
      replies.add(unknown);
    }
    while (replies.size() < recipients) {
      replies.add(
          refusals.computeIfAbsent(
              answer.refusal().orElseThrow(), reply -> said(reply, Stage.RCPT)));
    }
    return new TransmissionReport(replies);
  }

  private RecipientReply said(SmtpReply reply, Stage stage) {
    String host = model.hostsOf(0).get(0);
    return new RecipientReply(
        ANYBODY, reply, stage, false, HostTrace.passedOver(host, "", ""), false);
  }

  /** What we ourselves say where nothing was tried. */
  static RecipientReply untried(SmtpReply reply) {
    return new RecipientReply(ANYBODY, reply, Stage.CONNECT, false, HostTrace.NONE, false);
  }

  /** How often each of the replies was given, in their order; equal ones stand together. */
  static Map<RecipientReply, Integer> counted(TransmissionReport report) {
    Map<RecipientReply, Integer> counts = new LinkedHashMap<>(4);
    RecipientReply last = null;
    int count = 0;
    for (RecipientReply reply : report.replies()) {
      if (reply != last && last != null) {
        counts.put(last, count);
        count = 0;
      }
      last = reply;
      count++;
    }
    counts.put(last, count);
    return counts;
  }
}
