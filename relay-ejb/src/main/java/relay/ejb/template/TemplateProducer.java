package relay.ejb.template;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlStore;
import relay.domain.template.Template;
import relay.domain.template.TemplateDesk;
import relay.domain.template.TemplateKind;
import relay.domain.template.TemplateVersion;
import relay.domain.template.TemplateVersionKind;
import relay.domain.template.Templates;

/** Makes what renders and publishes templates. */
@ApplicationScoped
public class TemplateProducer {

  /** Joins the other control objects. */
  @Produces
  @Singleton
  ControlKind<Template> kind() {
    return TemplateKind.TEMPLATE;
  }

  /** Joins the other control objects. */
  @Produces
  @Singleton
  ControlKind<TemplateVersion> versionKind() {
    return TemplateVersionKind.VERSION;
  }

  @Produces
  @Singleton
  Templates templates(ControlSource control, CurrentConfiguration configuration) {
    return new Templates(control, () -> configuration.get().template());
  }

  @Produces
  @Singleton
  TemplateDesk desk(ControlSource control, ControlStore store, InstantSource clock) {
    return new TemplateDesk(control, store, clock);
  }
}
