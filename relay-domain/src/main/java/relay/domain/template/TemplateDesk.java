package relay.domain.template;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import relay.domain.audit.Actor;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlOutcome;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlState;
import relay.domain.control.ControlStore;
import relay.domain.control.Refusal;

/** Publishes templates, withdraws what was published, and shows what mails would look like. */
public final class TemplateDesk {
  private final ControlSource control;
  private final ControlStore store;
  private final InstantSource clock;

  public TemplateDesk(ControlSource control, ControlStore store, InstantSource clock) {
    this.control = control;
    this.store = store;
    this.clock = clock;
  }

  /** A template as it is being written. */
  public Optional<Template> find(String tenant, String id) {
    return control.state().find(TemplateKind.TEMPLATE, tenant, id);
  }

  /** What was published of it, the newest first. */
  public List<TemplateVersion> versions(String tenant, String id) {
    return TemplateVersionKind.of(control.state(), tenant, id);
  }

  /**
   * As a new version would be: its partials are the newest published versions of other templates.
   *
   * @throws InvalidTemplate where it breaks a rule
   */
  public CompiledTemplate compiled(Template template) {
    return CompiledTemplate.of(template.source(), partials(control.state(), template.tenant()));
  }

  /**
   * Makes a version of a template as it is now, for mails from now on. Of more versions than are
   * kept the eldest go.
   *
   * @throws relay.domain.control.ControlUnavailable while the database cannot be used
   */
  public ControlOutcome publish(Template template, Actor by) {
    CompiledTemplate compiled;
    try {
      compiled = compiled(template);
    } catch (InvalidTemplate e) {
      return new ControlOutcome.Refused(
          template.key(), new Refusal.Invalid(e.part(), "cannot be used: " + e.getMessage()));
    }
    List<TemplateVersion> before = versions(template.tenant(), template.id());
    int number = before.isEmpty() ? 1 : before.get(0).number() + 1;
    List<ControlChange> changes = new ArrayList<>();
    changes.add(
        new ControlChange.Create(
            new TemplateVersion(
                template.tenant(),
                template.id(),
                number,
                0,
                clock.instant(),
                by.name(),
                PackedText.of(TemplateFields.write(compiled.expanded()).toString()))));
    for (int i = TemplateVersionKind.OF_A_TEMPLATE_MAX - 1; i < before.size(); i++) {
      changes.add(new ControlChange.Delete(before.get(i).key(), 0));
    }
    return store.apply(changes, by);
  }

  /**
   * Takes versions away: mails that name them are refused from now on.
   *
   * @param versions at least one
   * @throws relay.domain.control.ControlUnavailable while the database cannot be used
   */
  public ControlOutcome withdraw(List<TemplateVersion> versions, Actor by) {
    List<ControlChange> changes = new ArrayList<>();
    versions.forEach(version -> changes.add(new ControlChange.Delete(version.key(), 0)));
    return store.apply(changes, by);
  }

  private static BiFunction<String, String, Optional<String>> partials(
      ControlState state, String tenant) {
    return (id, part) ->
        TemplateVersionKind.of(state, tenant, id).stream()
            .findFirst()
            .map(version -> version.source().part(part))
            .filter(text -> !text.isEmpty());
  }
}
