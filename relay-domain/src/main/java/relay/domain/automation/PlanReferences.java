package relay.domain.automation;

import java.util.List;
import java.util.Optional;
import relay.domain.contacts.AttributeType;
import relay.domain.contacts.ContactSchema;
import relay.domain.contacts.SegmentReader;
import relay.domain.control.ControlState;
import relay.domain.control.InvalidField;
import relay.domain.control.Refusal;
import relay.domain.mail.Lane;
import relay.domain.template.TemplateKind;
import relay.domain.tenancy.SenderField;
import relay.domain.tenancy.Stream;
import relay.domain.tenancy.TenancyKinds;

/** Whether what a plan names is there and fits: lists, attributes, streams, templates, senders. */
final class PlanReferences {
  private final ControlState state;
  private final String tenant;
  private final ContactSchema schema;

  PlanReferences(ControlState state, String tenant) {
    this.state = state;
    this.tenant = tenant;
    this.schema = ContactSchema.of(state, tenant);
  }

  /** The lane of a stream of the tenant; empty when there is no such stream. */
  static Optional<Lane> lane(ControlState state, String tenant, String stream) {
    return state
        .find(TenancyKinds.STREAM, tenant, stream)
        .map(Stream::lane)
        .or(() -> Lane.labelled(stream));
  }

  Optional<Refusal> missing(AutomationPlan plan) {
    try {
      list(plan.list(), "list");
      trigger(plan.trigger());
      List<Step> steps = plan.steps();
      for (int i = 0; i < steps.size(); i++) {
        step(plan, steps.get(i).action(), "steps[" + i + "]");
      }
      return Optional.empty();
    } catch (InvalidField e) {
      return Optional.of(new Refusal.Invalid(e.field(), e.rule()));
    }
  }

  private void list(Optional<String> list, String field) {
    if (list.isPresent() && !schema.lists().containsKey(list.get())) {
      throw new InvalidField(field, "must be a list of the tenant");
    }
  }

  private void trigger(Trigger trigger) {
    if (trigger instanceof Trigger.Joined joined) {
      list(Optional.of(joined.list()), "trigger.joined");
    } else if (trigger instanceof Trigger.Dated dated
        && schema.attributes().get(dated.attribute()) != AttributeType.DATE) {
      throw new InvalidField("trigger.date", "must be an attribute of type date");
    }
  }

  private void step(AutomationPlan plan, Step.Action action, String at) {
    if (action instanceof Step.Send send) {
      send(plan, send, at + ".send");
    } else if (action instanceof Step.If test) {
      condition(test, at);
    } else if (action instanceof Step.Set set) {
      ContactValues.checked(schema, set, at + ".set");
    } else if (action instanceof Step.Tag tag) {
      ContactValues.checked(schema, tag, at + ".tag");
    }
  }

  private void send(AutomationPlan plan, Step.Send send, String at) {
    Lane lane =
        lane(state, tenant, send.stream())
            .filter(l -> l != Lane.OTP)
            .orElseThrow(
                () ->
                    new InvalidField(
                        at + ".stream", "must be a stream of the bulk or transactional lane"));
    if (lane == Lane.BULK && plan.list().isEmpty()) {
      throw new InvalidField("list", "must be given: bulk mail goes to who confirmed it alone");
    }
    if (state.find(TemplateKind.TEMPLATE, tenant, send.template()).isEmpty()) {
      throw new InvalidField(at + ".template", "must be a template of the tenant");
    }
    Optional<Refusal> foreign = SenderField.judge(state, tenant, at + ".from", send.from());
    if (foreign.orElse(null) instanceof Refusal.Invalid invalid) {
      throw new InvalidField(invalid.field(), invalid.rule());
    }
  }

  private void condition(Step.If test, String at) {
    try {
      new SegmentReader(schema).read(test.condition());
    } catch (InvalidField e) {
      throw new InvalidField(at + "." + e.field().replaceFirst("^condition", "if"), e.rule());
    }
  }
}
