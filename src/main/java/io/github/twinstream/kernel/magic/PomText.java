package io.github.twinstream.kernel.magic;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.apache.maven.model.Model;
import org.apache.maven.model.building.DefaultModelBuilderFactory;
import org.apache.maven.model.building.DefaultModelBuildingRequest;
import org.apache.maven.model.building.ModelBuildingException;
import org.apache.maven.model.building.ModelBuildingRequest;
import org.apache.maven.model.building.ModelSource2;
import org.apache.maven.model.resolution.ModelResolver;

/** A POM that is text in a cell, not a file. */
final class PomText implements ModelSource2 {
  private final String xml;

  private PomText(String xml) {
    this.xml = xml;
  }

  /** The text as a whole project; it may be only the inner elements, or only dependencies. */
  static String whole(String xml) {
    if (xml.contains("<project")) {
      return xml;
    }
    String inner =
        xml.isBlank() || xml.contains("<dependencies")
            ? xml
            : "<dependencies>" + xml + "</dependencies>";
    return "<project><modelVersion>4.0.0</modelVersion><groupId>notebook</groupId>"
        + "<artifactId>notebook</artifactId><version>1</version>"
        + inner
        + "</project>";
  }

  /**
   * The model with parents, properties and managed versions worked in.
   *
   * @param parents finds parent POMs; {@code null} when there can be none
   * @throws MagicException if the text is no POM, or a parent is not found
   */
  static Model build(String xml, ModelResolver parents) throws MagicException {
    DefaultModelBuildingRequest request = new DefaultModelBuildingRequest();
    request.setModelSource(new PomText(xml));
    request.setSystemProperties(System.getProperties());
    request.setValidationLevel(ModelBuildingRequest.VALIDATION_LEVEL_MINIMAL);
    request.setModelResolver(parents);
    try {
      return new DefaultModelBuilderFactory().newInstance().build(request).getEffectiveModel();
    } catch (ModelBuildingException e) {
      throw new MagicException("the POM cannot be used: " + e.getMessage(), e);
    }
  }

  @Override
  public InputStream getInputStream() {
    return new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String getLocation() {
    return "the POM in the cell";
  }

  @Override
  public ModelSource2 getRelatedSource(String relativePath) {
    return null;
  }

  @Override
  public URI getLocationURI() {
    return null;
  }
}
