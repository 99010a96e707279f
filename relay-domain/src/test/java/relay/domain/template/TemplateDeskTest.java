package relay.domain.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.audit.Actor;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlKinds;
import relay.domain.control.ControlOutcome;
import relay.domain.control.ControlUnavailable;
import relay.domain.control.InMemoryControlStore;
import relay.domain.control.Refusal;
import relay.domain.tenancy.TenancyKinds;
import relay.domain.tenancy.Tenant;

class TemplateDeskTest {
  private static final Actor ANN = new Actor("ann", "test");
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private final InMemoryControlStore store =
      new InMemoryControlStore(
          new ControlKinds(
              List.of(TenancyKinds.TENANT, TemplateKind.TEMPLATE, TemplateVersionKind.VERSION)));
  private final TemplateDesk desk = new TemplateDesk(store, store, () -> NOW);
  private final Templates templates = new Templates(store, () -> Sources.LIMITS);

  @BeforeEach
  void fill() {
    store.apply(new ControlChange.Create(Tenant.of("acme")), ANN);
  }

  @Test
  void shouldPublishATemplateAsItIs() {
    Template template = put("acme", "welcome", Sources.text("one"));

    ControlOutcome first = desk.publish(template, ANN);
    ControlOutcome second = desk.publish(change(template, Sources.text("two")), ANN);

    assertThat(first.done()).isPresent();
    assertThat(second.done()).isPresent();
    assertThat(desk.versions("acme", "welcome"))
        .extracting(v -> v.number() + " " + v.source().text() + " " + v.publishedBy())
        .containsExactly("2 two ann", "1 one ann");
    assertThat(desk.versions("acme", "welcome").get(0).publishedAt()).isEqualTo(NOW);
    assertThat(desk.versions("default", "welcome")).isEmpty();
  }

  @Test
  void shouldKeepTheNewestVersionsAndCountOn() {
    Template template = put("acme", "welcome", Sources.text("one"));

    for (int i = 0; i < TemplateVersionKind.OF_A_TEMPLATE_MAX + 3; i++) {
      assertThat(desk.publish(template, ANN).done()).isPresent();
    }

    assertThat(desk.versions("acme", "welcome"))
        .hasSize(TemplateVersionKind.OF_A_TEMPLATE_MAX)
        .extracting(TemplateVersion::number)
        .startsWith(13)
        .endsWith(4);
  }

  @Test
  void shouldPutPublishedPartialsIntoAVersionForGood() {
    Template foot = put("acme", "foot", Sources.text("Bye"));
    Template template = put("acme", "welcome", Sources.text("Hi. {{>foot}}"));

    ControlOutcome before = desk.publish(template, ANN);
    desk.publish(foot, ANN);
    ControlOutcome after = desk.publish(template, ANN);
    desk.publish(change(foot, Sources.text("Ciao")), ANN);

    assertThat(before)
        .isInstanceOfSatisfying(
            ControlOutcome.Refused.class,
            refused ->
                assertThat(((Refusal.Invalid) refused.why()).rule())
                    .contains("there is no published template foot"));
    assertThat(after.done()).isPresent();
    assertThat(desk.versions("acme", "welcome").get(0).source().text()).isEqualTo("Hi. {{!}}Bye");
  }

  @Test
  void shouldNotPutThePartialsOfAnotherTenant() {
    desk.publish(put("default", "foot", Sources.text("Bye")), ANN);

    ControlOutcome outcome = desk.publish(put("acme", "t", Sources.text("{{>foot}}")), ANN);

    assertThat(outcome).isInstanceOf(ControlOutcome.Refused.class);
  }

  @Test
  void shouldWithdrawVersionsAndThenLetTheTemplateGo() {
    Template template = put("acme", "welcome", Sources.text("one"));
    desk.publish(template, ANN);
    desk.publish(template, ANN);

    ControlOutcome stays = store.apply(new ControlChange.Delete(template.key(), 0), ANN);
    ControlOutcome one = desk.withdraw(desk.versions("acme", "welcome").subList(0, 1), ANN);
    int left = desk.versions("acme", "welcome").size();
    ControlOutcome all = desk.withdraw(desk.versions("acme", "welcome"), ANN);
    ControlOutcome goes = store.apply(new ControlChange.Delete(template.key(), 0), ANN);

    assertThat(stays).isInstanceOf(ControlOutcome.Refused.class);
    assertThat(one.done()).isPresent();
    assertThat(left).isEqualTo(1);
    assertThat(all.done()).isPresent();
    assertThat(goes.done()).isPresent();
    assertThat(desk.find("acme", "welcome")).isEmpty();
  }

  @Test
  void shouldChangeNothingWhileTheDatabaseIsAway() {
    Template template = put("acme", "welcome", Sources.text("one"));
    desk.publish(template, ANN);
    store.setDown(true);

    assertThatThrownBy(() -> desk.publish(template, ANN)).isInstanceOf(ControlUnavailable.class);
    assertThat(templates.find("acme", "welcome", Optional.empty())).isPresent();
  }

  @Test
  void shouldFindTheNewestOrTheOneAskedFor() {
    Template template = put("acme", "welcome", Sources.text("one"));
    desk.publish(template, ANN);
    desk.publish(template, ANN);

    assertThat(templates.find("acme", "welcome", Optional.empty()))
        .map(TemplateVersion::number)
        .contains(2);
    assertThat(templates.find("acme", "welcome", Optional.of(1)))
        .map(TemplateVersion::number)
        .contains(1);
    assertThat(templates.find("acme", "welcome", Optional.of(3))).isEmpty();
    assertThat(templates.find("default", "welcome", Optional.empty())).isEmpty();
  }

  @Test
  void shouldCompileAVersionOnceAndForgetTheOneAskedForLongestAgo() {
    TemplateVersion[] versions = new TemplateVersion[4];
    for (int i = 0; i < versions.length; i++) {
      desk.publish(put("acme", "t" + i, Sources.text("x" + i)), ANN);
      versions[i] = templates.find("acme", "t" + i, Optional.empty()).orElseThrow();
    }
    CompiledTemplate first = templates.compiled(versions[0]);
    CompiledTemplate second = templates.compiled(versions[1]);
    templates.compiled(versions[2]);

    assertThat(templates.compiled(versions[0])).isSameAs(first);
    templates.compiled(versions[3]);
    assertThat(templates.compiled(versions[0])).isSameAs(first);
    assertThat(templates.compiled(versions[1])).isNotSameAs(second);
  }

  /** Its number may be one that another had before. */
  @Test
  void shouldNotTakeAVersionForOneThatWasWithdrawn() {
    Template template = put("acme", "t", Sources.text("one"));
    desk.publish(template, ANN);
    String before = text(templates.find("acme", "t", Optional.of(1)).orElseThrow());
    desk.withdraw(desk.versions("acme", "t"), ANN);
    desk.publish(change(template, Sources.text("two")), ANN);

    assertThat(before).isEqualTo("one");
    assertThat(text(templates.find("acme", "t", Optional.of(1)).orElseThrow())).isEqualTo("two");
  }

  private String text(TemplateVersion version) {
    Rendering end = templates.compiled(version).render(TemplateData.EMPTY, Sources.LIMITS);
    return ((Rendering.Rendered) end).text();
  }

  private Template put(String tenant, String id, TemplateSource source) {
    var outcome = store.apply(new ControlChange.Create(new Template(tenant, id, 0, source)), ANN);
    return (Template) outcome.done().orElseThrow().object();
  }

  private Template change(Template template, TemplateSource source) {
    Template now = desk.find(template.tenant(), template.id()).orElseThrow();
    var next = new Template(now.tenant(), now.id(), now.version(), source);
    return (Template)
        store.apply(new ControlChange.Replace(next), ANN).done().orElseThrow().object();
  }
}
