package relay.domain.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlSource;
import relay.domain.reception.document.FieldProblem;
import relay.domain.reception.document.MailDocument;
import relay.domain.reception.document.TemplateCall;
import relay.domain.template.Rendering.Refused;
import relay.domain.template.Rendering.Rendered;

/**
 * The published templates of every tenant, ready to be rendered. Asks memory only; thread-safe,
 * without a lock held while anything is compiled or rendered.
 */
public final class Templates {
  private static final String TEMPLATE = "template";
  private static final String DATA = "data";
  private final ControlSource control;
  private final Supplier<TemplateSettings> settings;
  private final Map<Use, Ready> ready = new LinkedHashMap<>(16, 0.75f, true);

  /** A version with a subject of its own, or another. */
  private record Use(ControlKey key, Optional<String> subject) {}

  /** Compiled, and of which object: one that was withdrawn and made anew is another. */
  private record Ready(TemplateVersion version, CompiledTemplate compiled) {}

  /** What a mail became. */
  public sealed interface Filling {
    /** A mail with words. */
    record Filled(MailDocument mail) implements Filling {}

    /** What is wrong with the template or the data of the mail. */
    record NotFilled(FieldProblem problem) implements Filling {}
  }

  public Templates(ControlSource control, Supplier<TemplateSettings> settings) {
    this.control = control;
    this.settings = settings;
  }

  /**
   * Gives a mail the words of its template; one that names none stays as it is.
   *
   * @param tenant whose templates; empty when it may use none
   * @param links that the words may show the recipient
   */
  public Filling fill(MailDocument mail, Optional<String> tenant, RecipientLinks links) {
    if (mail.template().isEmpty()) {
      return new Filling.Filled(mail);
    }
    TemplateCall call = mail.template().get();
    Optional<TemplateVersion> version = tenant.flatMap(t -> find(t, call.id(), call.number()));
    if (version.isEmpty()) {
      return problem(TEMPLATE, "there is no published template " + call);
    }
    TemplateData data;
    try {
      data = links.in(TemplateData.of(call.data()));
    } catch (IllegalArgumentException e) {
      return problem(DATA, e.getMessage());
    }
    Rendering rendering = render(compiled(version.get()), data);
    if (rendering instanceof Refused refused) {
      return refused(refused, call, links);
    }
    Rendered words = (Rendered) rendering;
    boolean shows = mail.attachments().stream().anyMatch(a -> a.contentId().isPresent());
    if (shows && words.html().isEmpty()) {
      return problem("attachments", "contentId needs a template with HTML that shows it");
    }
    return new Filling.Filled(mail.filled(words.subject(), words.html(), words.text()));
  }

  private static Filling refused(Refused refused, TemplateCall call, RecipientLinks links) {
    if (refused.missing().isEmpty()) {
      return problem(TEMPLATE, call + ": " + refused.why());
    }
    String name = refused.missing().get();
    String needed = "is needed by template " + call;
    return problem(
        DATA + "." + name, RecipientLinks.isOne(name) ? needed + ": " + links.whyNone() : needed);
  }

  private static Filling problem(String path, String rule) {
    return new Filling.NotFilled(new FieldProblem(path, rule));
  }

  /** A published version; without a number the newest. */
  public Optional<TemplateVersion> find(String tenant, String id, Optional<Integer> number) {
    if (number.isPresent()) {
      return control.state().find(TemplateVersionKind.VERSION, tenant, id + "@" + number.get());
    }
    List<TemplateVersion> versions = TemplateVersionKind.of(control.state(), tenant, id);
    return versions.stream().findFirst();
  }

  /** The words of one mail, within the limits as they are now. */
  public Rendering render(CompiledTemplate template, TemplateData data) {
    return template.render(data, settings.get());
  }

  /** Ready to be rendered, from memory if it was asked for lately. */
  public CompiledTemplate compiled(TemplateVersion version) {
    return compiled(version, Optional.empty());
  }

  /**
   * The same.
   *
   * @param subject in the place of the version's own
   * @throws InvalidTemplate when the subject breaks a rule
   */
  public CompiledTemplate compiled(TemplateVersion version, Optional<String> subject) {
    var use = new Use(version.key(), subject);
    synchronized (ready) {
      Ready known = ready.get(use);
      if (known != null && known.version().equals(version)) {
        return known.compiled();
      }
    }
    CompiledTemplate own = CompiledTemplate.of(version);
    CompiledTemplate compiled = subject.map(own::withSubject).orElse(own);
    synchronized (ready) {
      ready.put(use, new Ready(version, compiled));
      var eldest = ready.keySet().iterator();
      while (ready.size() > settings.get().compiledMax()) {
        eldest.next();
        eldest.remove();
      }
    }
    return compiled;
  }
}
