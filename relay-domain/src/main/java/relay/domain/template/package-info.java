/**
 * Templates of tenants: subject, preheader, HTML and text with places for values, their versions,
 * and the mails made of them.
 *
 * <p>The language is Mustache (mustache(5)), run by JMustache over maps alone. Whoever writes a
 * template is not trusted, and neither is whoever the values come from.
 *
 * <p>Invariant: no template reads anything but the values it is given, calls a method or opens a
 * file; its loops, its partials and what it writes are bounded; a value never becomes a tag, an
 * attribute, a script or a header field. What could make it one is refused when the template is
 * written, with the line. Way in: {@link relay.domain.template.TemplateDesk} and {@link
 * relay.domain.template.Templates}.
 */
package relay.domain.template;
