package relay.domain.automation;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import relay.domain.campaign.AutomationSettings;
import relay.domain.campaign.care.Guard;
import relay.domain.campaign.care.GuardTrip;
import relay.domain.campaign.care.Guards;
import relay.domain.contacts.ContactReader;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlState;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;
import relay.domain.control.Refusal;
import relay.domain.tenancy.SendWindow;
import relay.domain.tenancy.ShortName;
import relay.domain.tenancy.Tenant;

/** Automations as control objects; what they name must be there when they are put. */
public final class AutomationKind implements ControlKind<Automation> {
  /** To look them up by; what judges new ones is made by {@link #bounded}. */
  public static final AutomationKind AUTOMATION =
      bounded(AutomationSettings.OF_A_TENANT_MOST, AutomationSettings.STEPS_MOST);

  /** Fields that the relay alone sets. */
  public static final Set<String> RELAY_FIELDS = Set.of("state", "since", "started_at", "guard");

  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final int DAYS_MAX = 3_660;
  private static final int INSIDE_MAX = 100_000_000;
  private static final int TITLE_CHARS_MAX = 300;
  private static final int ID_CHARS_MAX = 64;
  private static final int STEPS_CHARS_MAX = 200_000;
  private final int ofATenantMax;
  private final int stepsMax;

  private AutomationKind(int ofATenantMax, int stepsMax) {
    this.ofATenantMax = ofATenantMax;
    this.stepsMax = stepsMax;
  }

  /**
   * The kind with the bounds of the settings.
   *
   * @param ofATenantMax automations of a tenant
   * @param stepsMax steps of one
   */
  public static AutomationKind bounded(int ofATenantMax, int stepsMax) {
    return new AutomationKind(ofATenantMax, stepsMax);
  }

  @Override
  public String name() {
    return Automation.KIND;
  }

  @Override
  public Class<Automation> type() {
    return Automation.class;
  }

  @Override
  public Automation read(ControlKey key, long version, JsonObject json) {
    try {
      ShortName.of(key.id());
    } catch (IllegalArgumentException e) {
      throw new InvalidField("id", ShortName.RULE);
    }
    if (json.containsKey("steps") && json.get("steps").toString().length() > STEPS_CHARS_MAX) {
      throw new InvalidField("steps", "must have at most " + STEPS_CHARS_MAX + " characters");
    }
    Fields fields = new Fields(json);
    AutomationPlan plan =
        new AutomationPlan(
            title(fields),
            TriggerJson.read(fields),
            limits(fields.within("limits")),
            fields.text("list", ID_CHARS_MAX),
            fields.value("zone", ContactReader.ZONE_RULE, ContactReader::zone).orElse(UTC),
            SendWindow.read(fields.within("window")),
            guards(fields.within("guards")),
            StepsJson.read(json.get("steps")));
    AutomationRun run =
        new AutomationRun(
            fields.word("state", AutomationState.class).orElse(AutomationState.DRAFT),
            fields.instant("since"),
            fields.instant("started_at"),
            GuardTrip.read(fields.within("guard")));
    return new Automation(key.tenant(), key.id(), version, plan, run);
  }

  private static String title(Fields fields) {
    String title = fields.text("title").orElse("").strip();
    if (title.length() > TITLE_CHARS_MAX || title.chars().anyMatch(Character::isISOControl)) {
      throw fields.invalid(
          "title", "must be one line of at most " + TITLE_CHARS_MAX + " characters");
    }
    return title;
  }

  private static Guards guards(Fields fields) {
    if (fields.names().contains(Guard.DEFERRALS.label())) {
      throw fields.invalid(
          Guard.DEFERRALS.label(),
          "is not known here; bounces, complaints, unsubscribes and sample are");
    }
    return Guards.read(fields);
  }

  private static EntryLimits limits(Fields fields) {
    for (String name : fields.names()) {
      if (!Set.of("once", "every_days", "inside_max").contains(name)) {
        throw fields.invalid(name, "is not known; once, every_days and inside_max are");
      }
    }
    int days = (int) fields.number("every_days", 1, DAYS_MAX, 0);
    boolean once = fields.yesNo("once", days == 0);
    if (once && days > 0) {
      throw fields.invalid("every_days", "must be left out where a contact comes in once");
    }
    return new EntryLimits(
        once,
        days == 0 ? OptionalInt.empty() : OptionalInt.of(days),
        (int) fields.number("inside_max", 0, INSIDE_MAX, 0));
  }

  @Override
  public JsonObject write(Automation automation) {
    AutomationPlan plan = automation.plan();
    JsonObjectBuilder out = ControlJson.object();
    if (!plan.title().isEmpty()) {
      out.add("title", plan.title());
    }
    out.add("trigger", TriggerJson.write(plan.trigger()));
    JsonObjectBuilder limits = ControlJson.object().add("once", plan.limits().once());
    plan.limits().everyDays().ifPresent(days -> limits.add("every_days", days));
    out.add("limits", limits.add("inside_max", plan.limits().insideMax()));
    ControlJson.add(out, "list", plan.list());
    out.add("zone", plan.zone().getId());
    plan.window().ifPresent(window -> out.add("window", window.write()));
    JsonObject guards = plan.guards().write();
    if (!guards.isEmpty()) {
      out.add("guards", guards);
    }
    out.add("steps", StepsJson.write(plan.steps()));
    AutomationRun run = automation.run();
    out.add("state", run.state().label());
    ControlJson.add(out, "since", run.since());
    ControlJson.add(out, "started_at", run.startedAt());
    run.guard().ifPresent(trip -> out.add("guard", trip.write()));
    return out.build();
  }

  @Override
  public Optional<Refusal> judgePut(ControlState state, Automation after) {
    Optional<Automation> before = state.find(this, after.tenant(), after.id());
    if (before.isPresent() && before.get().plan().equals(after.plan())) {
      return Optional.empty(); // an order: it goes its course, whatever became of what it names
    }
    if (before.isPresent() && before.get().state() == AutomationState.ENDED) {
      return Optional.of(new Refusal.Conflict("an automation that ended stays as it was"));
    }
    if (before.isEmpty() && state.all(this, after.tenant()).size() >= ofATenantMax) {
      return Optional.of(
          new Refusal.Conflict(
              "a tenant has at most " + ofATenantMax + " automations; remove one first"));
    }
    if (after.plan().steps().size() > stepsMax) {
      return Optional.of(
          new Refusal.Invalid("steps", "must be at most " + stepsMax + " (automation.steps-max)"));
    }
    return Tenant.mustExist(state, after.tenant())
        .<Refusal>map(refusal -> new Refusal.Invalid("tenant", "there is no tenant of this id"))
        .or(() -> new PlanReferences(state, after.tenant()).missing(after.plan()));
  }

  @Override
  public Optional<Refusal> judgeDelete(ControlState state, Automation before) {
    boolean works =
        before.state() == AutomationState.ACTIVE || before.state() == AutomationState.PAUSED;
    return works
        ? Optional.of(new Refusal.Conflict("contacts may be inside the automation: end it first"))
        : Optional.empty();
  }
}
