package relay.domain.campaign;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import relay.domain.campaign.care.CampaignHours;
import relay.domain.campaign.care.Canary;
import relay.domain.campaign.care.CanaryCourse;
import relay.domain.campaign.care.GuardTrip;
import relay.domain.campaign.care.Guards;
import relay.domain.campaign.care.InactiveContacts;
import relay.domain.campaign.variant.TestFields;
import relay.domain.campaign.variant.VariantFields;
import relay.domain.contacts.ContactListKind;
import relay.domain.contacts.SegmentKind;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlState;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;
import relay.domain.control.Refusal;
import relay.domain.mail.CampaignName;
import relay.domain.mail.Lane;
import relay.domain.tenancy.SenderField;
import relay.domain.tenancy.Stream;
import relay.domain.tenancy.TenancyKinds;
import relay.domain.tenancy.Tenant;

/** Campaigns as control objects: what they need must be there, and most is fixed once they run. */
public final class CampaignKind implements ControlKind<Campaign> {
  public static final CampaignKind CAMPAIGN = new CampaignKind();

  /** Of a tenant. */
  public static final int OF_A_TENANT_MAX = 1_000;

  /** Fields that the relay alone sets. */
  public static final Set<String> RELAY_FIELDS =
      Set.of(
          "state",
          "since",
          "run",
          "started_at",
          "ended_at",
          "node",
          "problem",
          "guard",
          "canary_course",
          TestFields.COURSE,
          "series");

  private static final String SERIES = "series";
  private static final String COMPARE = "compare";
  static final int PER_MINUTE_MAX = 10_000_000;
  static final int WAITING_MAX = 10_000_000;
  static final String CAPPED_WAIT = "capped_wait";
  private static final Duration CAPPED_WAIT_MIN = Duration.ofHours(1);

  /** A newsletter that comes a month late is news to nobody. */
  private static final Duration CAPPED_WAIT_MAX = Duration.ofDays(31);

  private static final int LINE_CHARS_MAX = 300;
  private static final int ID_CHARS_MAX = 64;
  private static final int VERSION_MAX = 999_999_999;

  private CampaignKind() {}

  @Override
  public String name() {
    return Campaign.KIND;
  }

  @Override
  public Class<Campaign> type() {
    return Campaign.class;
  }

  @Override
  public Campaign read(ControlKey key, long version, JsonObject json) {
    if (!CampaignName.isOne(key.id())) {
      throw new InvalidField("id", CampaignName.RULE);
    }
    Fields fields = new Fields(json);
    return new Campaign(
        key.tenant(), key.id(), version, plan(fields), run(fields), fields.text(SERIES).orElse(""));
  }

  private static CampaignPlan plan(Fields fields) {
    long number = fields.number("template_version", 1, VERSION_MAX, 0);
    String title = fields.text("title").orElse("").strip();
    if (title.length() > LINE_CHARS_MAX || title.chars().anyMatch(Character::isISOControl)) {
      throw fields.invalid(
          "title", "must be one line of at most " + LINE_CHARS_MAX + " characters");
    }
    return new CampaignPlan(
        title,
        fields.text("stream", ID_CHARS_MAX).orElse(Lane.BULK.label()),
        needed(fields, "list"),
        fields.text("segment", ID_CHARS_MAX),
        needed(fields, "template"),
        number == 0 ? Optional.empty() : Optional.of((int) number),
        SenderField.read(fields, "from").orElseThrow(() -> fields.invalid("from", "must be given")),
        SenderField.read(fields, "reply_to"),
        fields.instant("start_at"),
        (int) fields.number("per_minute", 0, PER_MINUTE_MAX, 0),
        (int) fields.number("waiting_max", 0, WAITING_MAX, 0),
        Guards.read(fields.within("guards")),
        Canary.read(fields.within("canary")),
        VariantFields.read(fields),
        CampaignHours.read(fields),
        InactiveContacts.read(fields),
        fields.duration(CAPPED_WAIT, CAPPED_WAIT_MIN, CAPPED_WAIT_MAX));
  }

  private static CampaignRun run(Fields fields) {
    return new CampaignRun(
        fields.word("state", CampaignState.class).orElse(CampaignState.DRAFT),
        fields.instant("since"),
        fields.number("run", 0, CampaignMailId.RUN_MAX, 0),
        fields.instant("started_at"),
        fields.instant("ended_at"),
        fields.text("node").orElse(""),
        fields.text("problem").orElse(""),
        GuardTrip.read(fields.within("guard")),
        CanaryCourse.read(fields.within("canary_course")),
        TestFields.course(fields));
  }

  private static String needed(Fields fields, String name) {
    return fields
        .text(name, ID_CHARS_MAX)
        .filter(text -> !text.isEmpty())
        .orElseThrow(() -> fields.invalid(name, "must be given"));
  }

  @Override
  public JsonObject write(Campaign campaign) {
    CampaignPlan plan = campaign.plan();
    JsonObjectBuilder out = ControlJson.object();
    add(out, "title", plan.title());
    out.add("stream", plan.stream()).add("list", plan.list());
    ControlJson.add(out, "segment", plan.segment());
    out.add("template", plan.template());
    plan.templateVersion().ifPresent(number -> out.add("template_version", number));
    out.add("from", SenderField.write(plan.from()));
    plan.replyTo().ifPresent(box -> out.add("reply_to", SenderField.write(box)));
    ControlJson.add(out, "start_at", plan.startAt());
    out.add("per_minute", plan.perMinute()).add("waiting_max", plan.waitingMax());
    JsonObject guards = plan.guards().write();
    if (!guards.isEmpty()) {
      out.add("guards", guards);
    }
    write(out, plan.hours());
    plan.canary().ifPresent(canary -> out.add("canary", canary.write()));
    VariantFields.add(out, plan.variants());
    plan.inactive().add(out);
    ControlJson.add(out, CAPPED_WAIT, plan.cappedWait());
    CampaignRun run = campaign.run();
    out.add("state", run.state().label());
    ControlJson.add(out, "since", run.since());
    if (run.number() > 0) {
      out.add("run", run.number());
    }
    ControlJson.add(out, "started_at", run.startedAt());
    ControlJson.add(out, "ended_at", run.endedAt());
    add(out, "node", run.node());
    add(out, "problem", run.problem());
    run.guard().ifPresent(trip -> out.add("guard", trip.write()));
    run.canary().ifPresent(course -> out.add("canary_course", course.write()));
    TestFields.add(out, run.test());
    add(out, SERIES, campaign.series());
    return out.build();
  }

  private static void write(JsonObjectBuilder out, CampaignHours hours) {
    ControlJson.add(out, "local_start", hours.localStart());
    if (!hours.zone().equals(CampaignHours.ANY.zone())) {
      out.add("zone", hours.zone().getId());
    }
    hours.window().ifPresent(window -> out.add("window", window.write()));
  }

  private static void add(JsonObjectBuilder out, String name, String value) {
    if (!value.isEmpty()) {
      out.add(name, value);
    }
  }

  @Override
  public Optional<Refusal> judgePut(ControlState state, Campaign after) {
    Optional<Campaign> before = state.find(this, after.tenant(), after.id());
    Optional<Refusal> broken = SeriesPattern.broken(state, after);
    if (broken.isPresent()) {
      return broken;
    }
    if (before.isPresent() && before.get().plan().equals(after.plan())) {
      return Optional.empty(); // it goes its course, whatever became of what it names
    }
    if (before.isPresent()
        && !before.get().state().isOpen()
        && !after.plan().isCorrectionOf(before.get().plan())) {
      return conflict(
          "a campaign that is "
              + before.get().state().label()
              + " keeps what it has; title, per_minute, waiting_max, guards and versions of"
              + " templates may change");
    }
    if (before.isEmpty() && after.id().equals(COMPARE)) {
      return invalid("id", "must be another: at this path campaigns are compared");
    }
    if (before.isEmpty() && state.all(this, after.tenant()).size() >= OF_A_TENANT_MAX) {
      return conflict("a tenant has at most " + OF_A_TENANT_MAX + " campaigns; remove one first");
    }
    return Tenant.mustExist(state, after.tenant())
        .<Refusal>map(refusal -> new Refusal.Invalid("tenant", "there is no tenant of this id"))
        .or(() -> missing(state, after))
        .or(() -> SenderField.judge(state, after.tenant(), "from", after.plan().from()));
  }

  private static Optional<Refusal> missing(ControlState state, Campaign campaign) {
    CampaignPlan plan = campaign.plan();
    String tenant = campaign.tenant();
    if (!isBulk(state, tenant, plan.stream())) {
      return invalid("stream", "must be a stream of the bulk lane");
    }
    if (state.find(ContactListKind.LIST, tenant, plan.list()).isEmpty()) {
      return invalid("list", "must be a list of the tenant");
    }
    if (plan.segment()
        .filter(s -> state.find(SegmentKind.SEGMENT, tenant, s).isEmpty())
        .isPresent()) {
      return invalid("segment", "must be a segment of the tenant");
    }
    return VariantRules.fault(state, campaign).or(() -> SunsetRule.fault(state, campaign));
  }

  private static boolean isBulk(ControlState state, String tenant, String stream) {
    return state
        .find(TenancyKinds.STREAM, tenant, stream)
        .map(Stream::lane)
        .map(Lane.BULK::equals)
        .orElseGet(() -> stream.equals(Lane.BULK.label()));
  }

  @Override
  public Optional<Refusal> judgeDelete(ControlState state, Campaign before) {
    return before.state().isUnderWay()
        ? conflict("mails of the campaign may be under way: stop it first")
        : SeriesPattern.sending(state, before)
            .map(
                series ->
                    new Refusal.Conflict("series " + series.id() + " sends it: end it first"));
  }

  private static Optional<Refusal> invalid(String field, String rule) {
    return Optional.of(new Refusal.Invalid(field, rule));
  }

  private static Optional<Refusal> conflict(String why) {
    return Optional.of(new Refusal.Conflict(why));
  }
}
